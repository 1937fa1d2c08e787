namespace Obs.Aws.Logs;

/// <summary>What groups and streams may be called.</summary>
internal static class LogNames
{
    public const int MaxLength = 512;

    public static bool IsGroup(string name) => name.Length is > 0 and <= MaxLength && name.All(IsOfGroup);

    public static bool IsStream(string name) => name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAny(':', '*');

    public static bool IsOfGroup(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '#';
}
