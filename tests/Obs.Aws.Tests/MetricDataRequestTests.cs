using System.Text;
using System.Text.Json;

namespace Obs.Aws.Tests;

public sealed class MetricDataRequestTests
{
    private const string Datum =
        """{"MetricName":"Latency","Dimensions":[{"Name":"Service","Value":"a \"b\""}],"Timestamp":1795336200,"Values":[1.5,2],"""
        + """ "Counts":[3,4],"Unit":"Milliseconds","StorageResolution":1,"Later":{"x":[1]}}""";

    [Fact]
    public void ToJson_joins_the_data_as_they_are()
    {
        MetricDataRequest request = Request("My/\"Space\"", Datum, "{}");

        Encoding.UTF8.GetString(request.ToJson()).Should().Be(
            "{\"Namespace\":\"My/\\u0022Space\\u0022\",\"MetricData\":[" + Datum + ",{}]}");
    }

    [Fact]
    public void ReadData_gives_the_data_as_objects_for_a_client_that_takes_those()
    {
        MetricDatum datum = Request("Obs", Datum).ReadData().Single();

        (datum.MetricName, datum.Unit, datum.StorageResolution).Should().Be(("Latency", "Milliseconds", 1));
        datum.Timestamp.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1795336200));
        datum.Dimensions.Should().BeEquivalentTo([KeyValuePair.Create("Service", "a \"b\"")]);
        datum.Values.Should().Equal(1.5, 2);
        datum.Counts.Should().Equal(3, 4);
    }

    [Theory]
    [InlineData("""{"MetricName":"Views","Value":12.5}""", 12.5, 1)]
    [InlineData("""{"StatisticValues":{"SampleCount":4,"Sum":10,"Minimum":2.5,"Maximum":2.5},"MetricName":"Views"}""", 2.5, 4)]
    public void A_value_and_a_statistic_set_of_equal_values_read_as_a_value_and_its_count(string json, double value, double count)
    {
        MetricDatum datum = Request("Obs", json).ReadData().Single();

        datum.MetricName.Should().Be("Views");
        datum.Values.Should().Equal(value);
        datum.Counts.Should().Equal(count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"MetricName\":")]
    public void ReadData_says_what_is_no_datum(string json) =>
        FluentActions.Invoking(() => Request("Obs", json).ReadData().ToList()).Should().Throw<JsonException>();

    private static MetricDataRequest Request(string space, params string[] data) =>
        new(space, [.. data.Select(static json => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json))]);
}
