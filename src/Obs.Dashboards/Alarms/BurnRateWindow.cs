namespace Obs.Dashboards;

/// <summary>How fast a budget may be spent over a long and a short window.</summary>
/// <remarks>A burn rate of 1 spends the budget of 30 days in 30 days. The long window tells that it matters, the short one that it still
/// goes on. <see href="https://sre.google/workbook/alerting-on-slos/"/></remarks>
internal sealed record BurnRateWindow(string Name, double BurnRate, int LongSeconds, int ShortSeconds, bool Pages)
{
    public static readonly IReadOnlyList<BurnRateWindow> All =
    [
        new("1h", 14.4, 3_600, 300, Pages: true),
        new("6h", 6, 21_600, 1_800, Pages: true),
        new("1d", 3, 86_400, 7_200, Pages: false),
        new("3d", 1, 259_200, 21_600, Pages: false),
    ];
}
