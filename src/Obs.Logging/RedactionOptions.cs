namespace Obs.Logging;

/// <summary>What must not be read in a log. Changes of the configuration take effect while the application runs.</summary>
public sealed class RedactionOptions
{
    /// <summary>Whether text is searched for what looks like a secret: passwords and keys behind their names, authorization headers, JSON
    /// web tokens, keys of AWS and other services, card numbers, private keys, and user names with passwords in addresses. The default is
    /// true. Properties named like a secret (password, token, secret, authorization, API key, connection string, cookie) are masked in
    /// any case.</summary>
    public bool DetectSecrets { get; set; } = true;

    /// <summary>Further secrets. Where several rules match a name, the first counts.</summary>
    public IList<RedactionRule> Rules { get; } = [];

    /// <summary>The key of the hashes, base64 of at least 16 bytes. Required where something asks to be hashed; without one it is
    /// masked.</summary>
    public string? HashKey { get; set; }
}
