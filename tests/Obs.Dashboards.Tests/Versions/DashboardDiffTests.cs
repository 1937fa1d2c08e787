using FsCheck.Fluent;
using Obs.Dashboards.Tests.Model;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Versions;

public sealed class DashboardDiffTests
{
    private const string Before = """
        {"start":"-PT3H","widgets":[
          {"type":"text","x":0,"y":0,"width":24,"height":2,"properties":{"markdown":"# Shop\nold"}},
          {"type":"metric","x":0,"y":2,"width":12,"height":6,"properties":{"title":"Rate","region":"r","metrics":[["Obs","Latency","Service","shop",{"id":"t","stat":"SampleCount"}],[".","Fault",".","."]],"yAxis":{"left":{"max":10}}}},
          {"type":"metric","x":12,"y":2,"width":12,"height":6,"properties":{"title":"Gone","region":"r","metrics":[["A","B"]]}},
          {"type":"log","x":0,"y":8,"width":24,"height":6,"properties":{"title":"Errors","region":"r","query":"SOURCE 'g' | limit 5"}}]}
        """;

    private const string After = """
        {"start":"-PT6H","widgets":[
          {"type":"log","x":0,"y":9,"width":24,"height":6,"properties":{"region":"r","title":"Errors","query":"SOURCE 'g' | limit 5"}},
          {"type":"alarm","x":0,"y":0,"width":24,"height":1,"properties":{"title":"Strip <b>","alarms":["arn:aws:cloudwatch:r:1:alarm:a"]}},
          {"type":"text","x":0,"y":1,"width":24,"height":2,"properties":{"markdown":"# Shop\nnew"}},
          {"type":"metric","x":0,"y":2,"width":12,"height":6,"properties":{"title":"Rate","region":"r","metrics":[["Obs","Latency","Service","shop",{"id":"t","stat":"Sum"}],["Obs","Error","Service","shop"]],"yAxis":{"left":{"max":20}}}}]}
        """;

    [Fact]
    public void Widgets_are_compared_by_name_and_members_by_path() => Compare(Before, After).ToText().Should().Be("""
        ~ start: "-PT3H" -> "-PT6H"
        + alarm "Strip <b>"
        ~ text "Shop"
            ~ markdown: "# Shop\nold" -> "# Shop\nnew"
            ~ y: 0 -> 1
        ~ metric "Rate"
            ~ metrics[t]: ["Obs","Latency","Service","shop",{"id":"t","stat":"SampleCount"}] -> ["Obs","Latency","Service","shop",{"id":"t","stat":"Sum"}]
            - metrics[Obs Fault Service shop]: ["Obs","Fault","Service","shop"]
            + metrics[Obs Error Service shop]: ["Obs","Error","Service","shop"]
            ~ yAxis.left.max: 10 -> 20
        - metric "Gone"
        > log "Errors"
            ~ y: 8 -> 9

        """);

    [Fact]
    public void The_page_is_the_reviewed_one_and_takes_nothing_literally()
    {
        string page = Compare(Before, After).ToHtml("before & after");

        Golden.ShouldMatch(page, "dashboards", "diff.html");
        page.Should().NotContain("Strip <b>").And.NotContain("<script").And.Contain("Strip &lt;b&gt;");
    }

    [Fact]
    public void A_body_is_the_same_as_itself_in_any_order() =>
        Prop.ForAll(JsonBodies.Body.ToArbitrary(), static body =>
        {
            Dashboard one = Dashboard.Parse(body.ToJsonString());
            Dashboard other = Dashboard.Parse(body.ToJsonString());
            Widget[] shuffled = [.. other.Widgets.Reverse()];
            other.Widgets.Clear();
            foreach (Widget widget in shuffled)
            {
                other.Widgets.Add(widget);
            }

            return DashboardDiff.Compare(one, one).IsEmpty && DashboardDiff.Compare(one, other).IsEmpty;
        }).ShouldHold(30, 1_000);

    [Fact]
    public void What_one_direction_adds_the_other_removes() =>
        Prop.ForAll(JsonBodies.Body.ToArbitrary(), JsonBodies.Body.ToArbitrary(), static (one, other) =>
        {
            DashboardDiff there = Compare(one.ToJsonString(), other.ToJsonString());
            DashboardDiff back = Compare(other.ToJsonString(), one.ToJsonString());

            return there.Widgets.Count(static w => w.Kind == ChangeKind.Added) == back.Widgets.Count(
                static w => w.Kind == ChangeKind.Removed)
                && there.IsEmpty == back.IsEmpty;
        }).ShouldHold(30, 1_000);

    [Fact]
    public void A_new_title_is_a_change_and_not_a_new_widget()
    {
        DashboardDiff diff = Compare(Before, Before.Replace("\"Gone\"", "\"Here\"", StringComparison.Ordinal));

        diff.ToText().Should().Be("~ metric \"Here\"\n    ~ title: \"Gone\" -> \"Here\"\n");
    }

    [Fact]
    public void Shorthand_makes_no_difference() => Compare(
        Before,
        Before.Replace(
            """[".","Fault",".","."]""", """["Obs","Fault","Service","shop"]""", StringComparison.Ordinal)).IsEmpty.Should().BeTrue();

    private static DashboardDiff Compare(string before, string after) =>
        DashboardDiff.Compare(Dashboard.Parse(before), Dashboard.Parse(after));
}
