namespace Obs.Dashboards.Tests.Red;

public sealed class CatalogueTests
{
    [Fact]
    public void It_is_collected_from_what_the_local_backend_received()
    {
        var collector = new CatalogueCollector("storefront");
        collector.AddMetrics("""
            {"metrics":[
              {"namespace":"Obs","name":"Latency","unit":"Milliseconds","dimensions":{"Environment":"Test","Operation":"GET /","Service":"storefront"}},
              {"namespace":"Obs","name":"Latency","unit":"Milliseconds","dimensions":{"Environment":"Test","Service":"storefront"}},
              {"namespace":"Obs","name":"Latency","unit":"Milliseconds","dimensions":{"Environment":"Test","Service":"payments"}},
              {"namespace":"Old","name":"Time","unit":"","kind":"statistics","dimensions":{"Service":"storefront"}}]}
            """);
        collector.AddLogs("""
            {"entries":[{"service":"storefront","group":"/obs/Test/storefront","raw":"{\"level\":\"Error\",\"ms\":5,\"a\":{\"b\":true}}"},
              {"service":"storefront","group":"/obs/Test/storefront","raw":"plain text"},
              {"service":"payments","group":"/obs/Test/payments","raw":"{\"other\":1}"}]}
            """);

        collector.ToCatalogue().ToJson().Should().Be("""
            {
              "version": 1,
              "service": "storefront",
              "logs": {
                "fields": {
                  "a.b": "number",
                  "level": "text",
                  "ms": "number"
                },
                "groups": ["/obs/Test/storefront"]
              },
              "metrics": [
                {
                  "name": "Latency",
                  "dimensionSets": [
                    {
                      "names": ["Environment","Service"],
                      "series": [
                        ["Test","storefront"]
                      ]
                    },
                    {
                      "names": ["Environment","Service","Operation"],
                      "series": [
                        ["Test","storefront","GET /"]
                      ]
                    }
                  ],
                  "kind": "distribution",
                  "namespace": "Obs",
                  "unit": "Milliseconds"
                },
                {
                  "name": "Time",
                  "dimensionSets": [
                    {
                      "names": ["Service"],
                      "series": [
                        ["storefront"]
                      ]
                    }
                  ],
                  "kind": "statistics",
                  "namespace": "Old",
                  "unit": "None"
                }
              ]
            }

            """);
    }

    [Fact]
    public void A_service_that_published_nothing_is_named()
    {
        var collector = new CatalogueCollector("shop");
        collector.AddMetrics("""{"metrics":[{"namespace":"Obs","name":"Latency","dimensions":{"Service":"storefront"}}]}""");

        FluentActions.Invoking(collector.ToCatalogue).Should().Throw<DashboardFormatException>()
            .WithMessage("*no metric bears the dimension Service = shop*");
    }

    [Fact]
    public void What_was_written_is_read() =>
        MetricCatalogue.Parse(Catalogues.WithDependencies.ToJson()).ToJson().Should().Be(Catalogues.WithDependencies.ToJson());

    [Theory]
    [InlineData("{}", "$.version: a catalogue of version 1 is expected.")]
    [InlineData("""{"version":1}""", "$.service: a text that is not empty is expected.")]
    [InlineData("""{"version":1,"service":"a"}""", "$.metrics: the metrics are an array.")]
    [InlineData(
        """{"version":1,"service":"a","metrics":[{"kind":"odd"}]}""",
        "$.metrics[0].kind: a metric is of the kind distribution or statistics.")]
    [InlineData("""{"version":1,"service":"a","metrics":[{"namespace":"N","name":"M","unit":"None","kind":"statistics","dimensionSets":[{"names":["A"],"series":[["x","y"]]}]}]}""",
        "$.metrics[0].dimensionSets[0].series[0]: a series has a value for each of 1 dimensions; found 2.")]
    [InlineData(
        """{"version":1,"service":"a","metrics":[],"logs":{"fields":{"f":"date"}}}""", "$.logs.fields.f: a field is a number or a text.")]
    public void What_is_not_a_catalogue_is_refused_with_its_place(string json, string message) =>
        FluentActions.Invoking(() => MetricCatalogue.Parse(json)).Should().Throw<DashboardFormatException>().WithMessage(message);
}
