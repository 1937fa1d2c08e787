namespace Obs.Dashboards;

/// <summary>Places widgets on the 24 columns of a dashboard so that none covers another.</summary>
internal static class Grid
{
    public static void Place(IList<Widget> placed, int height, IReadOnlyList<Widget> widgets)
    {
        Share(widgets);
        int top = placed.Select(static w => (w.Y ?? 0) + w.Height).DefaultIfEmpty(0).Max();
        int left = 0;
        foreach (Widget widget in widgets)
        {
            if (left + widget.Width > CloudWatchLimits.Columns)
            {
                left = 0;
                top += height;
            }

            (widget.X, widget.Y, widget.Height) = (left, top, height);
            left += widget.Width;
            placed.Add(widget);
        }
    }

    public static bool Overlap(Widget one, Widget other) =>
        one.X is { } x1 && one.Y is { } y1 && other.X is { } x2 && other.Y is { } y2
        && x1 < (long)x2 + other.Width && x2 < (long)x1 + one.Width && y1 < (long)y2 + other.Height && y2 < (long)y1 + one.Height;

    private static void Share(IReadOnlyList<Widget> widgets)
    {
        Widget[] open = [.. widgets.Where(static w => !w.HasWidth)];
        int rest = CloudWatchLimits.Columns - widgets.Where(static w => w.HasWidth).Sum(static w => w.Width);
        for (int i = 0; i < open.Length; i++)
        {
            // What does not divide evenly goes to the first ones, a column each.
            int share = (rest / open.Length) + (i < rest % open.Length ? 1 : 0);
            open[i].Width = rest < open.Length ? CloudWatchLimits.Columns / Math.Min(open.Length, CloudWatchLimits.Columns) : share;
        }
    }
}
