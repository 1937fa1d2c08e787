using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>One row of a metric widget: a series, or an expression over other rows. Not safe for use by several threads while it
/// changes.</summary>
public sealed class WidgetMetric
{
    private readonly JsonObject _options;

    /// <summary>A row that shows a series.</summary>
    /// <param name="series">The series.</param>
    public WidgetMetric(SeriesId series)
        : this(series, [])
    {
        ArgumentNullException.ThrowIfNull(series);
    }

    /// <summary>A row that shows an expression.</summary>
    /// <param name="expression">Metric math or a SEARCH, 1 to 2048 characters.</param>
    public WidgetMetric(string expression)
        : this(series: null, new JsonObject { ["expression"] = expression })
    {
        ArgumentException.ThrowIfNullOrEmpty(expression);
        if (expression.Length > CloudWatchLimits.ExpressionLength)
        {
            throw new ArgumentException(
                $"An expression has up to {CloudWatchLimits.ExpressionLength} characters; found {expression.Length}.", nameof(expression));
        }
    }

    internal WidgetMetric(SeriesId? series, JsonObject options)
    {
        Series = series;
        _options = options;
    }

    /// <summary>The series; null in a row that shows an expression.</summary>
    public SeriesId? Series { get; }

    /// <summary>The expression; null in a row that shows a series.</summary>
    public string? Expression => _options.Text("expression");

    /// <summary>The name by which expressions of the same widget know this row: a lower-case letter, then letters, digits and
    /// underscores.</summary>
    public string? Id { get => _options.Text("id"); set => _options.SetText("id", value); }

    /// <summary>What the legend says; dynamic labels such as <c>${PROP('Dim.Operation')}</c> are filled in by CloudWatch.</summary>
    public string? Label { get => _options.Text("label"); set => _options.SetText("label", value); }

    /// <summary>The statistic, as <c>Sum</c> or <c>p99</c>; that of the widget when null.</summary>
    public string? Stat { get => _options.Text("stat"); set => _options.SetText("stat", value); }

    /// <summary>Seconds of a period: 1, 5, 10, 30 or a multiple of 60; that of the widget when null.</summary>
    public int? PeriodSeconds { get => _options.Integer("period"); set => _options.SetInteger("period", value, 1, 86_400 * 365); }

    /// <summary>A colour as <c>#1f77b4</c>; chosen by CloudWatch when null.</summary>
    public string? Color { get => _options.Text("color"); set => _options.SetText("color", value); }

    /// <summary>The axis; the left one when null.</summary>
    public AxisSide? YAxis { get => _options.Choice<AxisSide>("yAxis"); set => _options.SetChoice("yAxis", value); }

    /// <summary>Whether it is drawn; true when null. An expression may use a row that is not.</summary>
    public bool? Visible { get => _options.Flag("visible"); set => _options.SetFlag("visible", value); }

    /// <summary>The region, where it is not that of the widget.</summary>
    public string? Region { get => _options.Text("region"); set => _options.SetText("region", value); }

    /// <summary>The account, where it is not one's own.</summary>
    public string? AccountId { get => _options.Text("accountId"); set => _options.SetText("accountId", value); }

    internal JsonArray ToJson()
    {
        var row = new JsonArray();
        if (Series is not null)
        {
            row.Add((JsonNode?)Series.Namespace);
            row.Add((JsonNode?)Series.Name);
            foreach ((string name, string value) in Series.Dimensions)
            {
                row.Add((JsonNode?)name);
                row.Add((JsonNode?)value);
            }
        }

        if (_options.Count > 0)
        {
            row.Add((JsonNode?)_options.DeepClone());
        }

        return row;
    }
}
