namespace Obs.Local.Aws.XRay;

/// <summary>The default sampling rule: one request a second, then one in twenty.</summary>
internal sealed class SamplingRules(TimeProvider time)
{
    private const string Name = "Default";
    private const double FixedRate = 0.05;
    private const long ReservoirSize = 1;
    private const long Interval = 10; // Seconds between two reports of a client.

    public static Task<WireNode> GetRulesAsync(WireNode input, CancellationToken cancellationToken) => Task.FromResult(WireNode.Of(
        ("SamplingRuleRecords", WireNode.List([WireNode.Of(
            ("SamplingRule", Rule()),
            ("CreatedAt", DateTimeOffset.UnixEpoch),
            ("ModifiedAt", DateTimeOffset.UnixEpoch))]))));

    public Task<WireNode> GetTargetsAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireNode> documents = input.Items("SamplingStatisticsDocuments");
        ILookup<bool, WireNode> known = documents.ToLookup(static document => document.Text("RuleName") == Name);
        return Task.FromResult(WireNode.Of(
            ("SamplingTargetDocuments", WireNode.List(known[true].Take(1).Select(_ => Target()))),
            ("LastRuleModification", DateTimeOffset.UnixEpoch),
            ("UnprocessedStatistics", WireNode.List(known[false].Select(static document => WireNode.Of(
                ("RuleName", document.Text("RuleName")), ("ErrorCode", "400"), ("Message", "Unknown rule")))))));
    }

    private WireNode Target() => WireNode.Of(
        ("RuleName", Name),
        ("FixedRate", FixedRate),
        ("ReservoirQuota", ReservoirSize),
        ("ReservoirQuotaTTL", time.GetUtcNow() + TimeSpan.FromSeconds(3 * Interval)),
        ("Interval", Interval));

    private static WireNode Rule() => WireNode.Of(
        ("RuleName", Name),
        ("RuleARN", "arn:aws:xray:us-east-1:000000000000:sampling-rule/Default"),
        ("ResourceARN", "*"),
        ("Priority", 10_000L),
        ("FixedRate", FixedRate),
        ("ReservoirSize", ReservoirSize),
        ("ServiceName", "*"),
        ("ServiceType", "*"),
        ("Host", "*"),
        ("HTTPMethod", "*"),
        ("URLPath", "*"),
        ("Version", 1L),
        ("Attributes", WireNode.Map([])));
}
