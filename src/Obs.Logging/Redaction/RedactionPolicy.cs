using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Obs.Secrets;

namespace Obs.Logging.Redaction;

/// <summary>Decides what may be read, by the name of a property and by what stands in a text.</summary>
internal sealed class RedactionPolicy
{
    public const string Mask = SecretRanges.Masked;

    // Half of the hash: enough to tell values apart, short enough for a log.
    private const int HashBytes = 16;

    private readonly bool _detects;
    private readonly byte[]? _key;
    private readonly (string Name, RedactionAction Action)[] _names;
    private readonly (Regex Pattern, RedactionAction Action)[] _patterns;

    public RedactionPolicy(RedactionOptions options)
    {
        _detects = options.DetectSecrets;
        _key = options.HashKey is null ? null : Convert.FromBase64String(options.HashKey);
        _names = [.. options.Rules.Where(static r => r.Name is not null).Select(static r => (Plain(r.Name!), r.Action))];
        _patterns = [.. options.Rules.Where(static r => r.Pattern is not null).Select(static r => (Compile(r.Pattern!), r.Action))];
    }

    /// <summary>An expression that cannot take longer than in proportion to the text.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    /// <exception cref="NotSupportedException">It needs what would take longer.</exception>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public RedactionAction? ForName(string name)
    {
        string plain = Plain(name);
        foreach ((string pattern, RedactionAction action) in _names)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, plain, ignoreCase: true))
            {
                return action;
            }
        }

        return SecretNames.Contains(plain) ? RedactionAction.Mask : null;
    }

    public bool IsCardNumber(decimal number) => _detects && CardNumbers.IsCard(number);

    /// <summary>The text with its secrets redacted, if there are any.</summary>
    public bool TryMask(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? masked)
    {
        masked = _detects ? SecretText.Mask(text) : null;
        foreach ((Regex pattern, RedactionAction action) in _patterns)
        {
            if (pattern.IsMatch(masked ?? text))
            {
                masked = pattern.Replace(masked ?? text.ToString(), match => Redact(match.ValueSpan, action));
            }
        }

        return masked is not null;
    }

    public string Redact(ReadOnlySpan<char> value, RedactionAction action) => action switch
    {
        RedactionAction.Erase => "",
        RedactionAction.Hash => Hash(value),
        _ => Mask,
    };

    /// <summary>A name for a value by which it can be recognised and not read; the mask, where there is no key.</summary>
    public string Hash(ReadOnlySpan<char> value)
    {
        if (_key is null)
        {
            return Mask;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value.ToString()), hash);
        return "hmac:" + Convert.ToHexStringLower(hash[..HashBytes]);
    }

    // The name without what separates its words.
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);
}
