using System.Globalization;
using System.Text;

namespace Obs.Benchmarks.Local;

/// <summary>Metric values and log lines of the same shop, through the AWS APIs.</summary>
internal sealed class SignalLoad(LocalProcess server, long endSeconds)
{
    private const int ValuesPerDatum = 150; // The most the API takes.
    private const int DataPerRequest = 400;
    private const int LinesPerRequest = 3_000;

    private static readonly string[] Services = ["storefront", "catalog", "payments"];

    /// <summary>Latency of 60 operations of three services, one datum of 150 values for each in a minute.</summary>
    public async Task SendMetricsAsync(int values)
    {
        const int Operations = 60;
        int data = values / ValuesPerDatum;
        for (int first = 0; first < data; first += DataPerRequest)
        {
            var body = new StringBuilder("{\"Namespace\":\"Obs\",\"MetricData\":[");
            for (int number = first; number < Math.Min(first + DataPerRequest, data); number++)
            {
                int operation = number % (Operations + Services.Length);
                long time = endSeconds - (number / (Operations + Services.Length) * 60);
                body.Append(number == first ? "" : ",")
                    .Append(CultureInfo.InvariantCulture, $"{{\"MetricName\":\"Latency\",\"Unit\":\"Milliseconds\",\"Timestamp\":{time},")
                    .Append(Dimensions(operation)).Append(",\"Values\":[")
                    .AppendJoin(',', Enumerable.Range(1, ValuesPerDatum).Select(value => value + operation))
                    .Append("],\"Counts\":[").AppendJoin(',', Enumerable.Repeat(3, ValuesPerDatum)).Append("]}");
            }

            await server.CallAsync(
                "GraniteServiceVersion20100801.PutMetricData",
                Encoding.UTF8.GetBytes(body.Append("]}").ToString()),
                "application/x-amz-json-1.0");
        }
    }

    public async Task SendLogsAsync(int lines)
    {
        await server.CallLogsAsync("CreateLogGroup", """{"logGroupName":"/obs/shop"}""");
        await server.CallLogsAsync("CreateLogStream", """{"logGroupName":"/obs/shop","logStreamName":"one"}""");
        long begin = endSeconds - 3_600;
        for (int first = 0; first < lines; first += LinesPerRequest)
        {
            var body = new StringBuilder("{\"logGroupName\":\"/obs/shop\",\"logStreamName\":\"one\",\"logEvents\":[");
            for (int line = first; line < Math.Min(first + LinesPerRequest, lines); line++)
            {
                long time = (begin * 1_000) + (long)((double)line / lines * 3_600_000);
                string level = line % 20 == 0 ? "Error" : line % 7 == 0 ? "Warning" : "Information";
                body.Append(line == first ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"timestamp\":{time},\"message\":\"")
                    .Append(CultureInfo.InvariantCulture, $$"""{\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"level\":\"{{level}}\",\"message\":\"GET /products/{{line % 1_000}} took {{line % 97}} ms\",\"service\":\"storefront\",\"route\":\"/products/{id}\",\"durationMs\":{{line % 97}},\"tenant\":{{line % 50}}}""")
                    .Append("\"}");
            }

            await server.CallLogsAsync("PutLogEvents", body.Append("]}").ToString());
        }
    }

    private static string Dimensions(int operation)
    {
        string service = Services[operation % Services.Length];
        string more = operation < Services.Length ? "" : $",{{\"Name\":\"Operation\",\"Value\":\"GET /r{operation}\"}}";
        return $"\"Dimensions\":[{{\"Name\":\"Environment\",\"Value\":\"Test\"}},{{\"Name\":\"Service\",\"Value\":\"{service}\"}}{more}]";
    }
}
