using System.Buffers;

namespace Obs.Local.Aws.Logs;

/// <summary>Reads and checks the names of log groups and streams.</summary>
internal static class LogNames
{
    private const int MaxLength = 512;
    private const string ArnGroup = ":log-group:";

    private static readonly SearchValues<char> GroupCharacters =
        SearchValues.Create(".-_/#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static string Group(WireNode input)
    {
        string? name = input.Text("logGroupName") ?? FromIdentifier(input.Text("logGroupIdentifier"));
        return name is { Length: > 0 and <= MaxLength } && !name.AsSpan().ContainsAnyExcept(GroupCharacters) ? name
            : throw AwsException.LogsParameter(
                $"Value '{name}' at 'logGroupName' failed to satisfy constraint: 1 to {MaxLength} characters of [.-_/#A-Za-z0-9]");
    }

    public static string Stream(WireNode input)
    {
        string? name = input.Text("logStreamName");
        return name is { Length: > 0 and <= MaxLength } && !name.AsSpan().ContainsAny(':', '*') ? name
            : throw AwsException.LogsParameter(
                $"Value '{name}' at 'logStreamName' failed to satisfy constraint: 1 to {MaxLength} characters without : and *");
    }

    public static string? FromIdentifier(string? identifier)
    {
        int start = identifier?.IndexOf(ArnGroup, StringComparison.Ordinal) ?? -1;
        return start < 0 ? identifier : identifier![(start + ArnGroup.Length)..].Split(':')[0];
    }
}
