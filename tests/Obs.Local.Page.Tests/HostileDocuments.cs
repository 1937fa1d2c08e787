using System.Globalization;
using System.Text.Json;

namespace Obs.Local.Page.Tests;

/// <summary>What a hostile service sends, with a hostile text in every field that takes one.</summary>
internal static class HostileDocuments
{
    // The nodes of a map have names too, and a map of five hundred services would be a test of patience.
    private const int Names = 12;
    private const int SlowName = 3;

    /// <summary>A dashboard with four widgets to a row, and a row to each of the first texts.</summary>
    public static string Dashboard => $"{{\"widgets\":[{string.Join(',', HostileTexts.All.Take(Names).SelectMany(Row))}]}}";

    /// <summary>A request that failed, with three subsegments; those of one name took long.</summary>
    public static string Segment(int index, string traceId, double start)
    {
        string hostile = Quote(HostileTexts.All[index]);
        string name = Quote(HostileTexts.All[index % Names]);
        double end = start + 0.1 + (index * 0.0001) + (index % Names == SlowName ? 0.5 : 0);
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"trace_id":"{{{traceId}}}","id":"{{{index + 1:x16}}}","name":{{{name}}},"fault":true,
             "start_time":{{{start}}},"end_time":{{{end}}},
             "user":{{{hostile}}},"origin":{{{name}}},"service":{"version":{{{hostile}}},"runtime":{{{hostile}}} },
             "aws":{"xray":{"sdk":{{{hostile}}} },"operation":{{{hostile}}} },"annotations":{"plan":{{{hostile}}},"kind":{{{name}}} },
             "metadata":{"default":{ {{{hostile}}}:{{{hostile}}} },"http":{"route":{{{hostile}}} } },
             "cause":{"working_directory":{{{hostile}}},"exceptions":[{{{Exception(index, hostile)}}}]},
             "http":{"request":{"method":{{{hostile}}},"url":{{{hostile}}},"user_agent":{{{hostile}}},"client_ip":{{{hostile}}} },
              "response":{"status":500} },
             "subsegments":[
              {"id":"{{{index + 1_000:x16}}}","name":{{{name}}},"namespace":"remote",
               "start_time":{{{start + 0.01}}},"end_time":{{{start + 0.03}}},
               "sql":{"sanitized_query":{{{hostile}}},"database_type":{{{hostile}}},"user":{{{hostile}}},"url":{{{hostile}}} } },
              {"id":"{{{index + 2_000:x16}}}","name":{{{name}}},"namespace":"remote",
               "start_time":{{{start + 0.04}}},"end_time":{{{start + 0.06}}},
               "http":{"request":{"method":"GET","url":{{{hostile}}} },"response":{"status":404} } },
              {"id":"{{{index + 3_000:x16}}}","name":{{{hostile}}},"start_time":{{{start + 0.07}}},"end_time":{{{start + 0.09}}},
               "metadata":{"x":{"y":{{{hostile}}} } } }]}
            """);
    }

    /// <summary>A log entry of that request.</summary>
    public static string Entry(int index, string traceId)
    {
        string hostile = Quote(HostileTexts.All[index]);
        string level = index % 2 == 0 ? "\"Error\"" : hostile;
        return $$"""
            {"level":{{level}},"message":{{hostile}},"template":{{Quote(HostileTexts.All[index % Names])}},"logger":{{hostile}},
             "service":{{hostile}},"xrayTraceId":"{{traceId}}","exceptionType":{{hostile}},"exceptionMessage":{{hostile}},
             "exceptionStack":{{hostile}},"n":{{index}}}
            """;
    }

    /// <summary>What is measured of a service, and a metric of its own.</summary>
    public static IEnumerable<string> Data(string text, long seconds)
    {
        string hostile = Quote(text);
        return new[] { "\"Latency\"", "\"Fault\"", "\"Error\"", hostile }.Select(name => $$"""
            {"MetricName":{{name}},"Unit":"Count","Timestamp":{{seconds}},"Value":3,"Dimensions":[
             {"Name":"Environment","Value":"Test"},{"Name":"Service","Value":{{hostile}}},{"Name":"Operation","Value":{{hostile}}}]}
            """);
    }

    /// <summary>The input of PutMetricAlarm.</summary>
    public static string Alarm(string text) => $$"""
        {"AlarmName":{{Quote(text)}},"AlarmDescription":{{Quote(text)}},"Namespace":"Obs","MetricName":"Latency","Statistic":"Maximum",
         "Period":60,"EvaluationPeriods":1,"Threshold":1,"ComparisonOperator":"GreaterThanThreshold",
         "Dimensions":[{"Name":"Service","Value":{{Quote(text)}}}]}
        """;

    private static string Exception(int index, string hostile) => $$"""
        {"id":"{{index + 1:x16}}","type":{{hostile}},"message":{{hostile}},"stack":[{"path":{{hostile}},"line":1,"label":{{hostile}}}]}
        """;

    private static string[] Row(string text, int row)
    {
        string hostile = Quote(text);
        string series = $$"""
            ["Obs","Latency","Environment","Test","Service",{{hostile}},"Operation",{{hostile}},{"label":{{hostile}}}]
            """;
        return
        [
            Widget("text", row, 0, $"\"markdown\":{hostile}"),
            Widget("metric", row, 6, $$"""
                "title":{{hostile}},"region":"eu-west-1","metrics":[{{series}}],
                "annotations":{"horizontal":[{"value":1,"label":{{hostile}}}]}
                """),
            Widget("log", row, 12, $$"""
                "title":{{hostile}},"region":"eu-west-1","query":"SOURCE '/hostile' | stats count(*) as n by message | limit 20"
                """),
            Widget("metric", row, 18, $$"""
                "title":{{hostile}},"region":"eu-west-1","view":"singleValue","metrics":[[{"expression":{{hostile}},"label":{{hostile}}}]]
                """),
        ];
    }

    private static string Widget(string type, int row, int x, string properties) =>
        $"{{\"type\":\"{type}\",\"x\":{x},\"y\":{row * 4},\"width\":6,\"height\":4,\"properties\":{{{properties}}}}}";

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
