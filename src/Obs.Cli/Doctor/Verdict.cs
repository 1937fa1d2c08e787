namespace Obs.Cli.Doctor;

/// <summary>What a check found, and what to do about it; nothing where there is nothing to do.</summary>
internal sealed record Verdict(CheckStatus Status, string Reason, string? Advice)
{
    public static Verdict Pass(string reason) => new(CheckStatus.Passed, reason, Advice: null);

    public static Verdict Skip(string reason) => new(CheckStatus.Skipped, reason, Advice: null);

    public static Verdict Warn(string reason, string advice) => new(CheckStatus.Warning, reason, advice);

    public static Verdict Fail(string reason, string advice) => new(CheckStatus.Failed, reason, advice);
}
