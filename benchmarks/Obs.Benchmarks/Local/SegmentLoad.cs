using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Obs.Benchmarks.Local;

/// <summary>Traces of a shop: a storefront that calls a catalog and payments, which call a database, a table and a bank. Four segments
/// each, with the annotations that such a shop makes, one of which no two traces share. Of five hundred traces one ran elsewhere.</summary>
internal sealed class SegmentLoad(long beginSeconds, int seconds)
{
    private const int SegmentsPerTrace = 4;
    private const int PerSecond = 21_000; // A little over what is promised.
    private const int Burst = 64;

    private readonly byte[] _datagram = new byte[4_096];
    private int _sent;

    /// <summary>Sends segments at a steady rate and says how many a second went out; a second time those of other traces.</summary>
    public double Send(int udpPort, int segments)
    {
        using var udp = new UdpClient("127.0.0.1", udpPort);
        int traces = segments / SegmentsPerTrace;
        var clock = Stopwatch.StartNew();
        for (int trace = 0; trace < traces; trace++)
        {
            double start = beginSeconds + ((double)trace / traces * seconds);
            for (int part = 0; part < SegmentsPerTrace; part++)
            {
                int length = Encoding.UTF8.GetBytes(Document(_sent + trace, part, start), _datagram);
                udp.Client.Send(_datagram.AsSpan(0, length));
            }

            if (trace % (Burst / SegmentsPerTrace) == 0)
            {
                TimeSpan due = TimeSpan.FromSeconds((double)trace * SegmentsPerTrace / PerSecond);
                while (clock.Elapsed < due)
                {
                    Thread.Yield();
                }
            }
        }

        _sent += traces;
        return traces * SegmentsPerTrace / clock.Elapsed.TotalSeconds;
    }

    private static string Document(int trace, int part, double start)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"format\":\"json\",\"version\":1}}\n{{\"trace_id\":\"1-{(long)start:x8}-{trace:x24}\"," +
            $"\"id\":\"{trace:x12}000{part}\",\"start_time\":{start + (part * 0.002):0.000000},");
        double took = 0.005 + (trace % 97 * 0.001) + (trace % 1_009 == 0 ? 0.9 : 0);
        string end = string.Create(CultureInfo.InvariantCulture, $"\"end_time\":{start + took:0.000000},");
        return head + end + part switch
        {
            0 => $"\"name\":\"storefront\",{Http("GET", $"https://shop.example/products/{trace % 1_000}", trace % 211 == 0 ? 500 : 200)}"
                + (trace % 211 == 0 ? "\"fault\":true," : "")
                + $"\"annotations\":{{\"plan\":\"{(trace % 5 == 0 ? "gold" : "free")}\",\"tenant\":{trace % 50},"
                + $"\"orderId\":\"o-{trace}\"}},"
                + $"\"user\":\"u{trace % 500}\",{Metadata(trace)},"
                + $"\"subsegments\":[{Call(trace, 'a', "catalog", start, took)},{Call(trace, 'b', "payments", start, took)}]}}",
            1 => $"\"name\":\"catalog\",\"parent_id\":\"{trace:x12}00a0\",{Http("GET", "https://catalog/items", 200)}{Metadata(trace)},"
                + $"\"subsegments\":[{Sql(trace, start, took)},{Call(trace, 'd', "inventory", start, took)}]}}",
            2 => $"\"name\":\"payments\",\"parent_id\":\"{trace:x12}00b0\","
                + Http("POST", "https://payments/pay", trace % 101 == 0 ? 502 : 200) + (trace % 101 == 0 ? "\"fault\":true," : "")
                + $"\"annotations\":{{\"amount\":{trace % 200}.5,\"challenged\":{(trace % 40 == 0 ? "true" : "false")}}},"
                + Metadata(trace) + ","
                + $"\"subsegments\":[{Call(trace, 'e', "bank.example", start, took)}]}}",
            _ => $"\"name\":\"inventory\",\"parent_id\":\"{trace:x12}00d0\",{Http("GET", "https://inventory/stock", 200)}"
                + Metadata(trace, $"\"default\":{{\"warehouse\":\"north-{trace % 7}\",\"note\":\"counted by hand\"}},") + "}",
        };
    }

    private static string Metadata(int trace, string more = "") =>
        $"\"metadata\":{{{more}\"service\":{{\"environment\":\"{(trace % 500 == 0 ? "Staging" : "Test")}\"}}}}";

    private static string Http(string method, string url, int status) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"http\":{{\"request\":{{\"method\":\"{method}\",\"url\":\"{url}\",\"client_ip\":\"192.0.2.7\"}},\"response\":{{\"status\":{status}}}}},");

    private static string Call(int trace, char call, string name, double start, double took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":\"{trace:x12}00{call}0\",\"name\":\"{name}\",\"namespace\":\"remote\",\"start_time\":{start + 0.001:0.000000}," +
        $"\"end_time\":{start + (took * 0.9):0.000000},\"http\":{{\"request\":{{\"method\":\"GET\",\"url\":\"https://{name}/\"}}}}}}");

    private static string Sql(int trace, double start, double took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":\"{trace:x12}00c0\",\"name\":\"shop@db.example\",\"namespace\":\"remote\",\"start_time\":{start + 0.002:0.000000}," +
        $"\"end_time\":{start + (took * 0.5):0.000000},\"sql\":{{\"sanitized_query\":\"SELECT * FROM items WHERE id = ?\"}}}}");
}
