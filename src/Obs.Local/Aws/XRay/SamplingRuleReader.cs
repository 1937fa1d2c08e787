namespace Obs.Local.Aws.XRay;

/// <summary>Reads and checks a sampling rule by the service's rules.</summary>
internal static class SamplingRuleReader
{
    private const int MaxName = 32;
    private const long DefaultPriority = 10_000;

    public static WireNode DefaultRule() => WireNode.Of(
        ("RuleName", SamplingRules.Default),
        ("RuleARN", AwsArn.SamplingRule(SamplingRules.Default)),
        ("ResourceARN", "*"),
        ("Priority", DefaultPriority),
        ("FixedRate", 0.05),
        ("ReservoirSize", 1L),
        ("ServiceName", "*"),
        ("ServiceType", "*"),
        ("Host", "*"),
        ("HTTPMethod", "*"),
        ("URLPath", "*"),
        ("Version", 1L),
        ("Attributes", WireNode.Map([])));

    /// <exception cref="AwsException">A member is missing or out of its range.</exception>
    public static WireNode Read(WireNode rule)
    {
        string name = rule.Text("RuleName") is { Length: > 0 and <= MaxName } given
            ? given
            : throw Invalid("RuleName", rule.Text("RuleName"), $"1 to {MaxName} characters");
        return WireNode.Of(
            ("RuleName", name),
            ("RuleARN", AwsArn.SamplingRule(name)),
            ("ResourceARN", Text(rule, "ResourceARN", 500)),
            ("Priority", Whole(rule, "Priority", 1, name == SamplingRules.Default ? DefaultPriority : 9_999)),
            (
                "FixedRate",
                rule.Number("FixedRate") is { } rate and >= 0 and <= 1
                    ? rate
                    : throw Invalid("FixedRate", rule.Number("FixedRate"), "0 to 1")),
            ("ReservoirSize", Whole(rule, "ReservoirSize", 0, int.MaxValue)),
            ("ServiceName", Text(rule, "ServiceName", 64)),
            ("ServiceType", Text(rule, "ServiceType", 64)),
            ("Host", Text(rule, "Host", 64)),
            ("HTTPMethod", Text(rule, "HTTPMethod", 10)),
            ("URLPath", Text(rule, "URLPath", 128)),
            ("Version", Whole(rule, "Version", 1, 1)),
            ("Attributes", WireNode.Map(rule.Member("Attributes")?.Entries() ?? [])));
    }

    /// <summary>The old rule with the members that an update brings.</summary>
    public static WireNode Merge(WireNode old, WireNode update)
    {
        var members = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal);
        foreach (
            (string name, WireNode value) in old.Entries().Concat(update.Entries().Where(static member => member.Value.Value is not null)))
        {
            members[name] = value;
        }

        members["RuleName"] = old.Text("RuleName");
        return WireNode.Structure(members);
    }

    private static string Text(WireNode rule, string member, int most) =>
        rule.Text(member) is { } text && text.Length <= most
            ? text
            : throw Invalid(member, rule.Text(member), $"a text of at most {most} characters");

    private static long Whole(WireNode rule, string member, long least, long most) =>
        rule.Whole(member) is { } value && value >= least && value <= most
            ? value
            : throw Invalid(member, rule.Whole(member), $"{least} to {most}");

    private static AwsException Invalid(string member, object? found, string allowed) =>
        AwsException.XRayRequest(FormattableString.Invariant($"SamplingRule.{member} must be {allowed}; found {found ?? "nothing"}."));
}
