namespace Obs.Dashboards.Tests.Lint;

public sealed class DashboardLintTests
{
    private const string Own = "\"Environment\",\"Test\",\"Service\",\"storefront\"";

    [Theory]
    [InlineData("""["Obs","Latncy",OWN]""", "UnknownMetric: storefront emits no metric Obs Latncy; did you mean Obs Latency?")]
    [InlineData("""["Obs2","Latency",OWN]""", "UnknownMetric: storefront emits no metric Obs2 Latency; Obs has one of this name")]
    [InlineData(
        """["Obs","Latency","Service","storefront"]""",
        "WrongDimensions: Obs Latency is published by [Environment, Service] or [Environment, Service, Operation], not by [Service].")]
    [InlineData("""["Obs","Latency","Test","Environment","Service","storefront"]""", "WrongDimensions: *not by [Test, Service].")]
    [InlineData(
        """["Obs","Latency",OWN,"Operation","GET /nothing"]""", "NeverReceived: no series of Obs Latency has Operation = GET /nothing")]
    [InlineData(
        """["Obs","Latency","Environment","Tets","Service","storefront"]""",
        "NeverReceived: no series of Obs Latency has Environment = Tets; did you mean Test?")]
    [InlineData("""["Obs","Latency",OWN,{"stat":"p101"}]""", "UnknownStatistic: there is no statistic p101*")]
    [InlineData("""["Obs","Latency",OWN,{"stat":"average"}]""", "UnknownStatistic: there is no statistic average*")]
    [InlineData("""["Obs","Latency",OWN,{"id":"M1"}]""", "InvalidId: \"M1\" is not an id*")]
    [InlineData(
        """["Obs","Latency",OWN,{"id":"m"}],["Obs","Fault",OWN,{"id":"m"}]""", "InvalidId: the id m stands here for the second time.")]
    [InlineData("""["Obs","Latency",OWN,{"id":"m"}],[{"expression":"n+1"}]""", "InvalidId: nothing here has the id n; did you mean m?")]
    [InlineData(
        """["Obs","Latency",OWN,{"id":"m"}],[{"expression":"(m+1"}]""", "MalformedExpression: ')' is missing at the end (character 4).")]
    [InlineData("""["Obs","Latency",OWN,{"id":"m"}],[{"expression":"AVERAGE(m)"}]""", "MalformedExpression: there is no function AVERAGE")]
    [InlineData("""[{"id":"a","expression":"a+1"}]""", "MalformedExpression: a is made of itself.")]
    [InlineData(
        """["Obs","Latency",OWN,{"id":"a","stat":"p99"}],["Obs","Latency",OWN,{"id":"b","stat":"p99"}],[{"expression":"AVG([a,b])"}]""",
        "AverageOfPercentiles: AVG of percentiles*")]
    [InlineData(
        """["Obs","Latency",OWN,{"id":"a","stat":"p99"}],["Obs","Latency",OWN,{"id":"b","stat":"p99"}],[{"expression":"(a+b)/2"}]""",
        "AverageOfPercentiles: a sum of percentiles*")]
    [InlineData("""["Obs","Latency",OWN,{"id":"a","stat":"p99"}],[{"expression":"AVG(METRICS())"}]""", "AverageOfPercentiles*")]
    [InlineData(
        """["Obs","Latency",OWN,{"id":"a","stat":"tm99"}],[{"id":"x","expression":"FILL(a,0)"}],[{"expression":"SUM(x)"}]""",
        "AverageOfPercentiles*")]
    [InlineData(
        """[{"expression":"AVG(SEARCH('{Obs,Environment,Service,Operation} MetricName=\"Latency\" Service=\"storefront\"','p95',60))"}]""",
        "AverageOfPercentiles*")]
    [InlineData(
        """[{"expression":"SEARCH('{Obs,Service} MetricName=\"Latency\" Service=\"storefront\"','p95',60)"}]""", "WrongDimensions*")]
    [InlineData(
        """[{"expression":"SEARCH('{Obs,Environment,Service} MetricName=\"Latenzy\" Service=\"storefront\"','p95',60)"}]""",
        "UnknownMetric*")]
    [InlineData("""[{"expression":"SEARCH({Obs} MetricName, 'p95')"}]""", "MalformedExpression: '{' has no meaning here (character 7).")]
    [InlineData("""[{"expression":"SEARCH('Obs')"}]""", "MalformedExpression: SEARCH takes a search and a statistic*")]
    public void What_a_graph_would_not_show_is_found(string rows, string finding)
    {
        DashboardFinding found = Metrics(rows).Should().ContainSingle(rows).Subject;

        $"{found.Rule}: {found.Message}".Should().Match(finding + (finding.EndsWith('*') ? "" : "*"));
        found.Place.Should().StartWith("$.widgets[0].properties.metrics[");
    }

    [Theory]
    [InlineData("""["AWS/EC2","CPUUtilization","InstanceId","i-1",{"stat":"p99"}]""")]
    [InlineData("""["Obs","Latency",OWN,{"id":"a","stat":"p99"}],["Obs","Latency",OWN,{"id":"b","stat":"p50"}],[{"expression":"a-b"}],[{"expression":"MAX([a,b])"}],[{"expression":"a>300 AND b<5"}]""")]
    [InlineData("""[{"expression":"SORT(SEARCH('{Obs,Environment,Service,Operation} MetricName=\"Latency\" Service=\"storefront\"','p95',60), AVG, DESC, 10)"}]""")]
    [InlineData("""["Obs","Latency","Service","storefront","Environment","Test"]""")]
    [InlineData("""[{"expression":"SELECT AVG(Latency) FROM SCHEMA(Obs, Service)"}]""")]
    [InlineData("""["Obs","Latency",OWN,{"id":"a"}],[{"expression":"IF(a > 5, 1, 0)"}],[{"expression":"FILL(a, REPEAT) * -1e3 ^ 2"}]""")]
    public void What_is_right_is_left_alone(string rows) => Metrics(rows).Should().BeEmpty();

    [Fact]
    public void Percentiles_of_statistic_sets_are_found() =>
        DashboardLint.Check(Body("""{"type":"metric","properties":{"region":"r","stat":"p99","metrics":[["Obs","Latency","Environment","Test","Service","plain"]]}}"""), Catalogues.Plain)
            .Should().ContainSingle().Which.ToString().Should()
            .StartWith("$.widgets[0].properties.metrics[0] PercentileOfStatisticSet: Obs Latency is published as statistic sets");

    [Theory]
    [InlineData(
        """{"type":"text","x":20,"y":0,"width":6,"properties":{"markdown":""}}""",
        "$.widgets[0] InvalidValue: column 20 and width 6 reach beyond the 24 columns.")]
    [InlineData(
        """{"type":"text","x":-1,"y":0,"properties":{"markdown":""}}""",
        "$.widgets[0].x InvalidValue: x is a whole number from 0 to 23; found -1.")]
    [InlineData("""{"type":"text","x":1e99,"y":0,"properties":{"markdown":""}}""", "$.widgets[0].x InvalidValue: *found 1e99.")]
    [InlineData("""{"type":"text","x":1,"properties":{"markdown":""}}""", "$.widgets[0] InvalidValue: x and y stand together, or neither.")]
    [InlineData(
        """{"type":"text","x":0,"y":0,"properties":{"markdown":""}},{"type":"text","x":5,"y":5,"properties":{"markdown":""}}""",
        "$.widgets[1] Overlap: it covers part of $.widgets[0].")]
    [InlineData("""{"type":"text","properties":{}}""", "$.widgets[0].properties.markdown MissingMember*")]
    [InlineData("""{"type":"metric","properties":{"region":"r","metrics":[]}}""", "$.widgets[0].properties.metrics MissingMember*")]
    [InlineData("""{"type":"metric","properties":{"metrics":[["AWS/X","Y"]]}}""", "$.widgets[0].properties.region MissingMember*")]
    [InlineData(
        """{"type":"metric","properties":{"region":"r","period":90,"metrics":[["AWS/X","Y"]]}}""",
        "$.widgets[0].properties.period InvalidValue*found 90.")]
    [InlineData(
        """{"type":"metric","properties":{"region":"r","view":"heat","metrics":[["AWS/X","Y"]]}}""",
        "$.widgets[0].properties.view InvalidValue: view is one of timeSeries, singleValue, gauge, bar, pie, table.")]
    [InlineData(
        """{"type":"metric","properties":{"region":"r","view":"gauge","metrics":[["AWS/X","Y"]]}}""",
        "$.widgets[0].properties.yAxis.left MissingMember: a gauge needs min and max.")]
    [InlineData("""{"type":"metric","properties":{"region":"r","metrics":[["AWS/X","Y"]],"annotations":{"alarms":["arn:aws:cloudwatch:r:1:alarm:a"]}}}""", "$.widgets[0].properties.annotations.alarms InvalidValue*")]
    [InlineData(
        """{"type":"alarm","properties":{"alarms":["shop"]}}""",
        "$.widgets[0].properties.alarms[0] InvalidValue: \"shop\" is not the ARN of an alarm.")]
    [InlineData("""{"type":"alarm","properties":{"alarms":[]}}""", "$.widgets[0].properties.alarms LimitExceeded*")]
    [InlineData(
        """{"type":"log","properties":{"region":"r","query":"SOURCE '/obs/Test/storefront' | fields levl | limit 5"}}""",
        "$.widgets[0].properties.query[7..11] QueryFinding: *levl*")]
    [InlineData(
        """{"type":"log","properties":{"region":"r","query":"SOURCE '/obs/Test/storefront' | frobnicate level"}}""",
        "$.widgets[0].properties.query[0..10] MalformedQuery: *")]
    [InlineData(
        """{"type":"log","properties":{"region":"r","query":"SOURCE '/obs/Test/storefrnt' | fields level | limit 5"}}""",
        "$.widgets[0].properties.query UnknownLogGroup*did you mean /obs/Test/storefront?")]
    [InlineData(
        """{"type":"log","properties":{"region":"r","query":"fields level | limit 5"}}""", "$.widgets[0].properties.query MissingMember*")]
    public void What_a_widget_lacks_is_found(string widgets, string finding)
    {
        string found = DashboardLint.Check(Body(widgets), Catalogues.Storefront).Should().ContainSingle(widgets).Which.ToString();

        found.Should().Match(finding);
    }

    [Fact]
    public void A_catalogue_of_another_service_is_one_finding() =>
        DashboardLint.Check(RedDashboard.Create(Catalogues.Storefront), Catalogues.Plain).Should().ContainSingle().Which.ToString()
            .Should().Be(
                "$ OtherService: the catalogue is of plain, and this dashboard about storefront; metrics and fields were not checked.");

    [Fact]
    public void Values_that_a_variable_replaces_are_not_held_against_what_was_received()
    {
        const string Widget = """{"type":"metric","properties":{"region":"r","metrics":[["Obs","Latency","Environment","?","Service","storefront"]]}}""";
        const string Variables = ""","variables":[{"id":"e","type":"property","property":"Environment","values":[{"value":"Test"}]}]}""";

        DashboardLint.Check(Dashboard.Parse($"{{\"widgets\":[{Widget}]{Variables}"), Catalogues.Storefront).Should().BeEmpty();
        DashboardLint.Check(Body(Widget), Catalogues.Storefront).Should().ContainSingle().Which.Rule.Should()
            .Be(DashboardRule.NeverReceived);
    }

    [Fact]
    public void A_catalogue_of_all_that_was_received_is_of_no_service_and_says_so()
    {
        MetricCatalogue all = MetricCatalogue.OfAll(Catalogues.Storefront.Metrics, Catalogues.Storefront.Logs);

        DashboardLint.Check(RedDashboard.Create(Catalogues.Storefront), all).Should().BeEmpty();
        DashboardLint.Check(
            Body("""{"type":"metric","properties":{"region":"r","metrics":[["Obs","Latency","Environment","Test","Service","other"],["Obs","X"]]}}"""), all)
            .Select(static finding => finding.Message).Should().Equal(
                "no series of Obs Latency has Service = other", "no metric Obs X was ever received");
        DashboardLint.Check("fields level | limit 5", ["/obs/Test/nothing"], all).Should().ContainSingle()
            .Which.Message.Should().Be("there is no log group /obs/Test/nothing");
    }

    [Fact]
    public void Of_a_pile_of_widgets_each_is_found_once_and_none_beyond_the_limit()
    {
        string pile = string.Join(',', Enumerable.Repeat("""{"type":"text","x":0,"y":0,"properties":{"markdown":""}}""", 5_000));

        IReadOnlyList<DashboardFinding> findings = DashboardLint.Check(Body(pile), catalogue: null);

        findings.Count(static finding => finding.Rule == DashboardRule.Overlap).Should().Be(499);
        findings.Should().ContainSingle(static finding => finding.Rule == DashboardRule.LimitExceeded);
    }

    [Fact]
    public void More_than_500_metrics_are_found()
    {
        string rows = string.Join(',', Enumerable.Repeat("""["AWS/X","Y"]""", 501));

        Metrics(rows).Should().ContainSingle().Which.ToString().Should()
            .Be("$.widgets[0].properties.metrics LimitExceeded: a widget has up to 500 metrics; found 501.");
    }

    [Fact]
    public void Variables_are_checked_too()
    {
        Dashboard dashboard = Dashboard.Parse("""
            {"widgets":[],"variables":[
              {"id":"a","type":"property","property":"Service","search":"{Obs,Environment,Service} MetricName=\"Latenci\"","populateFrom":"Region"},
              {"id":"a","type":"pattern","label":"0123456789012345678901234567890"}]}
            """);

        DashboardLint.Check(dashboard, Catalogues.Storefront).Select(static f => (f.Place, f.Rule)).Should().Equal(
            ("$.variables[0].populateFrom", DashboardRule.InvalidValue), ("$.variables[0].search", DashboardRule.UnknownMetric),
            ("$.variables[1].label", DashboardRule.LimitExceeded), ("$.variables[1]", DashboardRule.MissingMember),
            ("$.variables[1]", DashboardRule.InvalidId));
    }

    [Fact]
    public void Without_a_catalogue_the_shape_is_checked_alone() =>
        DashboardLint.Check(
            Body("""{"type":"metric","properties":{"region":"r","metrics":[["Any","Thing"],[{"expression":"AVG("}]]}}"""), catalogue: null)
            .Should().ContainSingle().Which.Rule.Should().Be(DashboardRule.MalformedExpression);

    private static IReadOnlyList<DashboardFinding> Metrics(string rows) => DashboardLint.Check(
        Body("""{"type":"metric","properties":{"region":"r","metrics":[ROWS]}}""".Replace(
            "ROWS", rows.Replace("OWN", Own, StringComparison.Ordinal), StringComparison.Ordinal)),
        Catalogues.Storefront);

    private static Dashboard Body(string widgets) => Dashboard.Parse($"{{\"widgets\":[{widgets}]}}");
}
