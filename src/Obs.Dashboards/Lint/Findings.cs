using System.Globalization;

namespace Obs.Dashboards;

/// <summary>Collects findings.</summary>
internal sealed class Findings
{
    private readonly List<DashboardFinding> _found = [];

    public IReadOnlyList<DashboardFinding> All => _found;

    public void Add(DashboardRule rule, string place, string message) => _found.Add(new(rule, place, message));

    public void Require(bool holds, DashboardRule rule, string place, FormattableString message)
    {
        if (!holds)
        {
            Add(rule, place, message.ToString(CultureInfo.InvariantCulture));
        }
    }
}
