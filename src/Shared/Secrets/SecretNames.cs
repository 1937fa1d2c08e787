namespace Obs.Secrets;

/// <summary>Names under which secrets are usually kept.</summary>
internal static class SecretNames
{
    private const string Harmless = "cancellationtoken";

    private static readonly string[] Endings =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "secretkey", "secretaccesskey", "token", "authorization", "apikey",
        "privatekey", "accesskey", "accountkey", "credential", "credentials", "connectionstring", "cookie", "cardnumber", "cvv", "cvc",
    ];

    /// <summary>Whether a name ends with one of them, whatever separates its words.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        foreach (string ending in Endings)
        {
            if (EndsWith(name, ending))
            {
                return !EndsWith(name, Harmless);
            }
        }

        return false;
    }

    private static bool EndsWith(ReadOnlySpan<char> name, string ending)
    {
        int at = name.Length;
        for (int i = ending.Length - 1; i >= 0; i--)
        {
            do
            {
                at--;
            }
            while (at >= 0 && name[at] is '_' or '-' or '.');

            if (at < 0 || char.ToLowerInvariant(name[at]) != ending[i])
            {
                return false;
            }
        }

        return true;
    }
}
