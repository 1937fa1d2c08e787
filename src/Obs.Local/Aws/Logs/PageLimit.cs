namespace Obs.Local.Aws.Logs;

/// <summary>How many items a page of an answer has.</summary>
internal static class PageLimit
{
    public static int Read(WireNode input, string name, int most) => input.Whole(name) switch
    {
        null => most,
        long limit when limit >= 1 && limit <= most => (int)limit,
        long limit => throw AwsException.LogsParameter($"Value '{limit}' at '{name}' failed to satisfy constraint: 1 to {most}"),
    };
}
