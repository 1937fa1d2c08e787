using System.CommandLine.Parsing;

namespace Obs.Cli.Backends;

/// <summary>An address on the command line.</summary>
internal static class AddressArgument
{
    public static Uri? Parse(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            return address;
        }

        result.AddError($"{text} is not an address as http://127.0.0.1:4580.");
        return null;
    }
}
