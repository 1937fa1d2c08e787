namespace Obs.Local.Aws.Logs;

/// <summary>How many items a page of an answer has.</summary>
internal static class PageLimit
{
    /// <param name="input">The request.</param>
    /// <param name="name">Its member.</param>
    /// <param name="most">The most that may be asked for.</param>
    /// <param name="otherwise">What not asking gives; null for the most.</param>
    public static int Read(WireNode input, string name, int most, int? otherwise = null) => input.Whole(name) switch
    {
        null => otherwise ?? most,
        long limit when limit >= 1 && limit <= most => (int)limit,
        long limit => throw AwsException.LogsParameter($"Value '{limit}' at '{name}' failed to satisfy constraint: 1 to {most}"),
    };
}
