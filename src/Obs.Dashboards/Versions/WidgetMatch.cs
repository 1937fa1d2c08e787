using System.Text.Json.Nodes;

namespace Obs.Dashboards;

/// <summary>Which widget of one version is which of the other.</summary>
internal static class WidgetMatch
{
    public static IReadOnlyList<(Widget? Before, Widget? After)> Pair(IEnumerable<Widget> before, IEnumerable<Widget> after)
    {
        List<Widget> old = [.. before];
        List<Widget> now = [.. after];
        List<(Widget? Before, Widget? After)> pairs = [];
        // Most alike first, so that of two widgets of one name each finds its own.
        Take(static (one, other) => JsonNode.DeepEquals(one.Json, other.Json));
        Take(static (one, other) => WidgetName.Of(one) == WidgetName.Of(other) && JsonNode.DeepEquals(one.Properties, other.Properties));
        Take(static (one, other) => WidgetName.Of(one) == WidgetName.Of(other) && IsSamePlace(one, other));
        Take(static (one, other) => WidgetName.Of(one) == WidgetName.Of(other));
        Take(static (one, other) => one.Type == other.Type && IsSameButTitle(one, other));
        return [.. pairs, .. old.Select(static widget => ((Widget?)widget, (Widget?)null)),
            .. now.Select(static widget => ((Widget?)null, (Widget?)widget))];

        void Take(Func<Widget, Widget, bool> isSame)
        {
            foreach (Widget one in old.ToArray())
            {
                if (now.FirstOrDefault(other => isSame(one, other)) is { } match)
                {
                    pairs.Add((one, match));
                    old.Remove(one);
                    now.Remove(match);
                }
            }
        }
    }

    private static bool IsSamePlace(Widget one, Widget other) => (one.X, one.Y) == (other.X, other.Y);

    private static bool IsSameButTitle(Widget one, Widget other)
    {
        var left = (JsonObject)one.Properties.DeepClone();
        var right = (JsonObject)other.Properties.DeepClone();
        left.Remove("title");
        right.Remove("title");
        return left.Count > 0 && JsonNode.DeepEquals(left, right);
    }
}
