using Microsoft.Extensions.Options;

namespace Obs.Logging.Redaction;

/// <summary>Finds what is wrong with the rules of redaction.</summary>
internal static class RedactionValidator
{
    private const int LongestName = 128;
    private const int LongestPattern = 1_024;
    private const int ShortestKeyBytes = 16;

    public static void Check(ValidateOptionsResultBuilder failures, RedactionOptions options, string section)
    {
        bool hasKey = options.HashKey is not null;

        // The value found is not shown: it is a secret.
        if (hasKey && !IsKey(options.HashKey!))
        {
            failures.AddError($"must be base64 of at least {ShortestKeyBytes} bytes; found something else.", $"{section}:HashKey");
        }

        for (int i = 0; i < options.Rules.Count; i++)
        {
            Check(failures, options.Rules[i], $"{section}:Rules:{i}", hasKey);
        }
    }

    private static void Check(ValidateOptionsResultBuilder failures, RedactionRule rule, string key, bool hasKey)
    {
        if ((rule.Name is null) == (rule.Pattern is null))
        {
            failures.AddError($"must have either a Name or a Pattern; found {(rule.Name is null ? "neither" : "both")}.", key);
        }

        if (rule.Name is not null && (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > LongestName))
        {
            failures.AddError($"must be 1 to {LongestName} characters; found \"{rule.Name}\".", $"{key}:Name");
        }

        if (rule.Pattern is not null && !IsPattern(rule.Pattern))
        {
            failures.AddError(
                $"must be a regular expression of 1 to {LongestPattern} characters without back references and look-around; found \"{rule.Pattern}\".",
                $"{key}:Pattern");
        }

        if (!Enum.IsDefined(rule.Action))
        {
            failures.AddError($"must be Mask, Erase or Hash; found {rule.Action}.", $"{key}:Action");
        }
        else if (rule.Action == RedactionAction.Hash && !hasKey)
        {
            failures.AddError("must not be Hash without Observability:Logging:Redaction:HashKey; found Hash.", $"{key}:Action");
        }
    }

    private static bool IsKey(string text)
    {
        Span<byte> bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) && length >= ShortestKeyBytes;
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            return pattern.Length is > 0 and <= LongestPattern && RedactionPolicy.Compile(pattern) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
