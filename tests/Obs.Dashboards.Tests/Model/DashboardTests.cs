using FsCheck.Fluent;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Model;

public sealed class DashboardTests
{
    [Fact]
    public void Every_kind_of_widget_renders_to_the_reviewed_body() =>
        Golden.ShouldMatch(EveryWidget().ToSnapshot(), "dashboards", "every-widget.json");

    [Fact]
    public void What_was_built_is_read_back_with_its_types()
    {
        Dashboard read = Dashboard.Parse(EveryWidget().ToJson());

        read.Widgets.Select(static w => w.GetType()).Should().Equal(EveryWidget().Widgets.Select(static w => w.GetType()));
        var graph = (MetricWidget)read.Widgets[1];
        graph.Metrics.Select(static m => (m.Id, m.Expression, m.Series?.ToString(), m.Stat)).Should().Equal(
            ("t", null, "Obs Latency {Environment=Test, Service=shop}", "SampleCount"), ("r", "t/PERIOD(t)", null, null));
        graph.HorizontalAnnotations.Select(static a => (a.Value, a.Until, a.Label)).Should()
            .Equal((300, null, "objective"), (100, 200, null));
        graph.VerticalAnnotations[0].Time.Should().Be(DateTimeOffset.UnixEpoch);
        (graph.View, graph.Legend, graph.LeftAxis!.Min, graph.LeftAxis.Label).Should()
            .Be((MetricView.TimeSeries, LegendPosition.Right, 0, "per second"));
        var log = (LogWidget)read.Widgets[2];
        log.LogGroups.Should().Equal("/obs/Test/shop", "/it's");
        log.Query.Should().Be("fields @timestamp | limit 5");
        ((AlarmWidget)read.Widgets[3]).Alarms.Should().Equal("arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a");
        read.Variables.Select(static v => (v.Id, v.Type, v.PopulateFrom)).Should().Equal(
            ("service", VariableType.Property, "Service"), ("env", VariableType.Pattern, null));
    }

    [Fact]
    public void Rows_in_shorthand_are_written_out()
    {
        Dashboard dashboard = Dashboard.Parse(
            """{"widgets":[{"type":"metric","properties":{"metrics":[["Obs","Latency","Environment","Test","Service","shop"],[".","Fault",".",".",".","."],["...","cart"],[".","Error","...",{"stat":"Sum"}],[{"expression":"m1"}],["..."]]}}]}""");

        ((MetricWidget)dashboard.Widgets[0]).Metrics.Select(static m => m.Series?.ToString() ?? m.Expression).Should().Equal(
            "Obs Latency {Environment=Test, Service=shop}", "Obs Fault {Environment=Test, Service=shop}",
            "Obs Fault {Environment=Test, Service=cart}",
            "Obs Error {Environment=Test, Service=cart}", "m1", "Obs Error {Environment=Test, Service=cart}");
    }

    [Theory]
    [InlineData("", "line 1, position 1")]
    [InlineData("[]", "$: A dashboard body is a JSON object.")]
    [InlineData("{\n  \"widgets\": [}", "line 2, position 15")]
    [InlineData("{\"widgets\":[],\"widgets\":[]}", "$: A dashboard body is not JSON: Duplicate property 'widgets'")]
    [InlineData("{\"widgets\":[],\"a\":\"\\ud800\"}", "$: A dashboard body has a text with half of a surrogate pair")]
    [InlineData("{\"a\":1}", "$: a dashboard has an array of widgets")]
    [InlineData("{\"widgets\":{}}", "$: a dashboard has an array of widgets")]
    [InlineData("{\"widgets\":[1]}", "$.widgets[0]: a widget is an object")]
    [InlineData("{\"widgets\":[{\"properties\":{}}]}", "$.widgets[0].type: a widget names its type")]
    [InlineData("{\"widgets\":[{\"type\":\"text\"}]}", "$.widgets[0].properties: the properties of a widget are an object")]
    [InlineData(
        "{\"widgets\":[{\"type\":\"metric\",\"properties\":{\"metrics\":5}}]}",
        "$.widgets[0].properties.metrics: metrics are an array of arrays")]
    [InlineData(
        "{\"widgets\":[{\"type\":\"metric\",\"properties\":{\"metrics\":[[\"A\"]]}}]}",
        "$.widgets[0].properties.metrics[0]: a metric is a namespace, a name")]
    [InlineData(
        "{\"widgets\":[{\"type\":\"metric\",\"properties\":{\"metrics\":[[\".\",\"B\"]]}}]}",
        "$.widgets[0].properties.metrics[0]: \".\" repeats a value above")]
    [InlineData(
        "{\"widgets\":[{\"type\":\"metric\",\"properties\":{\"metrics\":[[\"A\",5]]}}]}",
        "$.widgets[0].properties.metrics[0]: a metric is made of texts")]
    [InlineData("{\"widgets\":[],\"variables\":{}}", "$.variables: variables are an array")]
    public void What_is_not_a_dashboard_is_refused_with_its_place(string body, string message) =>
        FluentActions.Invoking(() => Dashboard.Parse(body)).Should().Throw<DashboardFormatException>().Which.Message.Should()
            .StartWith(message);

    [Fact]
    public void Widgets_in_rows_never_overlap_and_stay_on_the_grid() =>
        Prop.ForAll(Gen.Choose(0, 24).ArrayOf().ArrayOf().ToArbitrary(), static rows =>
        {
            var dashboard = new Dashboard();
            foreach (int[] widths in rows)
            {
                dashboard.AddRow(
                    3, [.. widths.Select(static width => width == 0 ? new TextWidget("") : (Widget)new TextWidget("") { Width = width })]);
            }

            Widget[] widgets = [.. dashboard.Widgets];
            return widgets.All(static w => w.X >= 0 && w.X + w.Width <= 24)
                && !widgets.Where((one, i) => widgets.Skip(i + 1).Any(other => Grid.Overlap(one, other))).Any();
        }).ShouldHold();

    [Fact]
    public void Widgets_without_a_width_share_the_row()
    {
        var dashboard = new Dashboard();

        dashboard.AddRow(4, new TextWidget("") { Width = 4 }, new TextWidget(""), new TextWidget(""), new TextWidget(""));

        dashboard.Widgets.Select(static w => (w.X, w.Y, w.Width)).Should().Equal((0, 0, 4), (4, 0, 7), (11, 0, 7), (18, 0, 6));
    }

    [Fact]
    public void Absurd_values_are_refused_when_they_are_set()
    {
        var widget = new MetricWidget();

        FluentActions.Invoking(() => widget.X = 24).Should().Throw<ArgumentOutOfRangeException>().WithMessage("x must be 0 to 23.*24*");
        FluentActions.Invoking(() => widget.Width = 0).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => widget.LeftAxis = new YAxis { Min = double.NaN }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new WidgetMetric(new string('m', 2_049))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new SeriesId("", "x")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DashboardVariable.OfProperty(new string('i', 33), "Service")).Should().Throw<ArgumentException>();
    }

    private static Dashboard EveryWidget()
    {
        var series = new SeriesId("Obs", "Latency", ("Environment", "Test"), ("Service", "shop"));
        var dashboard = new Dashboard { Start = "-PT3H", PeriodOverride = PeriodOverride.Inherit };
        dashboard.Variables.Add(DashboardVariable.OfProperty("service", "Service")
            .WithSearch(new MetricSearch("Obs", "Latency", "Environment", "Service").Text, "Service"));
        dashboard.Variables.Add(DashboardVariable.OfPattern("env", "Test").WithValues("Test", "Production"));
        dashboard.AddRow(2, new TextWidget("# Shop") { Background = TextBackground.Transparent });
        dashboard.AddRow(6, new MetricWidget
        {
            Title = "Rate",
            Region = "eu-west-1",
            View = MetricView.TimeSeries,
            Stacked = true,
            PeriodSeconds = 60,
            Legend = LegendPosition.Right,
            LeftAxis = new YAxis { Min = 0, Label = "per second", ShowUnits = false },
            Metrics =
            [
                new WidgetMetric(series) { Id = "t", Stat = "SampleCount", Visible = false },
                new WidgetMetric("t/PERIOD(t)") { Id = "r", Label = "requests", Color = "#2ca02c", YAxis = AxisSide.Left },
            ],
            HorizontalAnnotations =
            [
                new HorizontalAnnotation(300) { Label = "objective", Fill = HorizontalFill.Above, Color = "#d62728" },
                new HorizontalAnnotation(100, 200),
            ],
            VerticalAnnotations = [new VerticalAnnotation(DateTimeOffset.UnixEpoch) { Label = "deploy", Fill = VerticalFill.After }],
        });
        dashboard.AddRow(
            6, new LogWidget("fields @timestamp | limit 5", "/obs/Test/shop", "/it's") { Region = "eu-west-1", View = LogView.Table });
        dashboard.AddRow(
            4,
            new AlarmWidget("arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a")
            {
                SortBy = AlarmSort.StateUpdatedTimestamp,
                States = ["ALARM"],
            },
            new ExplorerWidget
            {
                Metrics = [("CPUUtilization", "AWS::EC2::Instance", "Average")],
                Labels = [("team", "shop"), ("env", null)],
                SplitBy = "env",
                AggregateBy = ("env", "MAX"),
            },
            new CustomWidget("arn:aws:lambda:eu-west-1:000000000000:function:f") { UpdateOnRefresh = true }.WithParameter("a", "b"),
            new MetricWidget
            {
                View = MetricView.Table,
                Table = new TableLayout { IsHorizontal = true, SummaryColumns = ["MAX"] },
                Metrics = [new WidgetMetric(series)],
            },
            new MetricWidget
            {
                View = MetricView.Gauge,
                LeftAxis = new YAxis { Min = 0, Max = 100 },
                Metrics = [new WidgetMetric(series) { Stat = "p99" }],
            },
            new MetricWidget { AlarmArn = "arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a" });
        return dashboard;
    }
}
