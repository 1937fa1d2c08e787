using System.CommandLine;
using System.Globalization;
using Obs.Local;

namespace Obs.Cli.Backends;

/// <summary><c>--endpoint</c>: the running backend that a command asks.</summary>
internal static class EndpointOption
{
    public const string Name = "--endpoint";

    public static Option<Uri> Create() => new(Name)
    {
        Description = "The running backend to ask; AWS_ENDPOINT_URL where that is set.",
        HelpName = "URL",
        CustomParser = AddressArgument.Parse,
        DefaultValueFactory = static _ =>
            Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out Uri? address) ? address : Default(),
    };

    private static Uri Default() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{new ObsLocalOptions().Port}"));
}
