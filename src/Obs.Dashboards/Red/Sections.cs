namespace Obs.Dashboards;

/// <summary>Rows of a dashboard that may have nothing to show.</summary>
internal static class Sections
{
    /// <summary>Adds graphs as a row, and the line that says why there are none as a line.</summary>
    public static Dashboard AddSection(this Dashboard dashboard, IReadOnlyList<Widget> widgets) =>
        dashboard.AddRow(widgets is [TextWidget] ? 2 : 6, widgets);
}
