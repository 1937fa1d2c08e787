using System.Formats.Cbor;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Bodies that clients send and bodies that none sends: each is taken, or refused in the shape of its own protocol, and never with
/// a failure of the server.</summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private const string Json = "application/x-amz-json-1.0";
    private const string CborPath = "service/GraniteServiceVersion20100801/operation/";
    private const string Datum = """{"Namespace":"N","MetricData":[{"MetricName":"M","Value":1}]}""";

    private LocalBackend _backend = null!;

    public async Task InitializeAsync() => _backend = await LocalBackend.StartAsync();

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Theory]
    [InlineData("{0:x}\r\n{1}\r\n0\r\n\r\n", 200)]
    [InlineData("{0:X}\r\n{1}\r\n0\r\n", 200)]
    [InlineData("{0:x};chunk-signature=ad80c730a21e5b8d\r\n{1}\r\n0;chunk-signature=b6c6ea8a5354eaf1\r\n\r\n", 200)]
    [InlineData("{0:x}\r\n{1}\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 200)]
    [InlineData(
        "{0:x};chunk-signature=1\r\n{1}\r\n0;chunk-signature=2\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:3\r\n\r\n", 200)]
    [InlineData("{0:x}\r\n{1}\r\n", 400)]
    [InlineData("{0:x}\r\n{1}0\r\n\r\n", 400)]
    [InlineData("7fffffff\r\n{1}\r\n0\r\n\r\n", 400)]
    [InlineData("ffffffff\r\n{1}\r\n0\r\n\r\n", 400)]
    [InlineData("fffffffffffffffff\r\n{1}\r\n0\r\n\r\n", 400)]
    [InlineData("-1\r\n{1}\r\n0\r\n\r\n", 400)]
    [InlineData("\r\n{1}\r\n0\r\n\r\n", 400)]
    [InlineData("{1}", 400)]
    [InlineData("", 400)]
    public async Task Frames_of_aws_chunked_are_taken_off_or_refused(string frames, int expected)
    {
        string body = frames.Replace("{0:x}", Datum.Length.ToString("x"), StringComparison.Ordinal)
            .Replace("{0:X}", "000" + Datum.Length.ToString("X"), StringComparison.Ordinal).Replace("{1}", Datum, StringComparison.Ordinal);

        (int status, string answer, _) = await PostAsync("", Encoding.UTF8.GetBytes(body), Json, "PutMetricData", ["aws-chunked"]);

        status.Should().Be(expected, answer);
        answer.Should().Contain(expected == 200 ? "{}" : "\"__type\":\"com.amazonaws.cloudwatch#ValidationException\"");
    }

    [Theory]
    [InlineData("gzip", 1.0, 200)]
    [InlineData("GZIP", 1.0, 200)]
    [InlineData("gzip", 0.5, 400)]
    [InlineData("gzip", 0.9, 400)]
    [InlineData("gzip", 0.1, 400)]
    [InlineData("gzip", 0.0, 400)]
    [InlineData("deflate", 1.0, 400)]
    [InlineData("br", 1.0, 400)]
    [InlineData("identity", 1.0, 400)]
    public async Task A_compressed_body_is_taken_whole_or_refused(string encoding, double share, int expected)
    {
        byte[] whole = GzipBytes.Compress(Encoding.UTF8.GetBytes(Datum));

        (int status, string answer, _) = await PostAsync(
            "", whole[..(int)(whole.Length * share)], Json, "PutMetricData", [encoding]);

        status.Should().Be(expected, answer);
        answer.Should().Contain(expected == 200 ? "{}" : "\"__type\":");
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("application/x-amz-json-1.0", 200)]
    [InlineData("application/x-amz-json-1.0; charset=utf-8", 200)]
    [InlineData("Application/X-Amz-Json-1.1;charset=\"UTF-8\"", 200)]
    [InlineData("application/json", 200)]
    [InlineData("text/plain", 415)]
    [InlineData("application/xml", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("no type at all", 415)]
    public async Task A_content_type_is_one_that_clients_of_the_protocol_send(string? type, int expected)
    {
        (int status, string answer, string? answered) = await PostAsync("", Encoding.UTF8.GetBytes(Datum), type, "PutMetricData", []);

        status.Should().Be(expected, answer);
        answered.Should().Be(Json);
        answer.Should().Contain(expected == 200 ? "{}" : "#UnsupportedMediaTypeException");
    }

    [Theory]
    [InlineData("Action=ListMetrics&Version=2010-08-01", 200, "<ListMetricsResponse")]
    [InlineData("Version=2010-08-01&Action=ListMetrics&&=&x", 200, "<ListMetricsResponse")]
    [InlineData("Action=ListMetrics&Dimensions.member.2.Name=b&Dimensions.member.1.Name=a", 200, "<ListMetricsResult")]
    [InlineData("", 400, "<Code>MissingAction</Code>")]
    [InlineData("Action=", 400, "<Code>InvalidAction</Code>")]
    [InlineData("Action=Nothing", 400, "<Code>InvalidAction</Code>")]
    [InlineData("Action=ListMetrics&Action.x=1", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action.x=ListMetrics", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action=ListMetrics&Dimensions=x", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action=ListMetrics&Dimensions.member.x.Name=a", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action=ListMetrics&Dimensions.member.99999999999999999999.Name=a", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action=ListMetrics&Dimensions.member.1=a&Dimensions.member.1.Name=a", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action=ListMetrics&a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r=1", 400, "<Code>MalformedInput</Code>")]
    [InlineData("Action=PutMetricAlarm&AlarmName=a&Namespace=N&MetricName=M&Statistic=Sum&Period=60&EvaluationPeriods=1&Threshold=NaN"
            + "&ComparisonOperator=GreaterThanThreshold", 400, "<Code>ValidationError</Code>")]
    [InlineData("Action=SetAlarmState&AlarmName=%00%ff&StateValue=OK&StateReason=x", 404, "<Code>ResourceNotFound</Code>")]
    public async Task A_form_is_read_as_structures_and_lists_or_refused_in_xml(string form, int expected, string part)
    {
        (int status, string answer, string? type) = await PostAsync(
            "", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded; charset=utf-8", null, []);

        status.Should().Be(expected, answer);
        answer.Should().Contain(part);
        type.Should().Be("text/xml");
    }

    [Theory]
    // Indefinite, half float.
    [InlineData("BF694E616D657370616365614E 6A4D657472696344617461 9F BF 6A4D65747269634E616D65614D 6556616C7565F93C00 FF FF FF", 200)]
    // Text in pieces, single.
    [InlineData("A2694E616D657370616365 7F614EFF 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C7565FA3F800000", 200)]
    // Self-described.
    [InlineData("D9D9F7 A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C756501", 200)]
    // 2^64 - 1.
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C75651BFFFFFFFFFFFFFFFF", 200)]
    // -2^64.
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C75653BFFFFFFFFFFFFFFFF", 400)]
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C7565F97E00", 400)] // NaN.
    // A large number.
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C7565C24101", 400)]
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C75654101", 400)] // Bytes.
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A2 6A4D65747269634E616D65614D 6556616C7565F7", 400)] // Undefined.
    // A time that is text.
    [InlineData(
        "A2694E616D657370616365614E 6A4D65747269634461746181A3 6A4D65747269634E616D65614D 6556616C756501 6954696D657374616D70C16161", 400)]
    // A time that is NaN.
    [InlineData("A2694E616D657370616365614E 6A4D65747269634461746181A3 6A4D65747269634E616D65614D 6556616C756501 6954696D657374616D70C1FB7FF8000000000000", 400)]
    [InlineData("A2694E616D65737061636501 6A4D6574726963446174610A", 400)] // Wrong types.
    [InlineData("A10161FF", 400)] // A key that is no text.
    [InlineData("A16161 62FFFE", 400)] // No UTF-8.
    [InlineData("80", 400)]
    [InlineData("F6", 400)]
    [InlineData("A1", 400)]
    [InlineData("BF", 400)]
    [InlineData("FF", 400)]
    [InlineData("A000", 400)] // Something follows.
    [InlineData("1C", 400)] // Reserved.
    [InlineData("A1616A5B7FFFFFFFFFFFFFFF", 400)] // Longer than it is.
    [InlineData("9BFFFFFFFFFFFFFFFF", 400)]
    [InlineData("", 400)]
    public async Task Cbor_is_read_in_every_form_or_refused_in_cbor(string hex, int expected)
    {
        byte[] body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        (int status, byte[] answer, string? type) = await SendAsync(
            HttpMethod.Post, CborPath + "PutMetricData", body, "application/cbor", null, []);

        type.Should().Be("application/cbor");
        Dictionary<string, string?> members = ReadCbor(answer);
        status.Should().Be(expected, members.GetValueOrDefault("message"));
        members.Should().HaveCount(expected == 200 ? 0 : 2);
        members.GetValueOrDefault("__type", "com.amazonaws.cloudwatch#").Should().StartWith("com.amazonaws.cloudwatch#");
    }

    [Fact]
    public async Task Cbor_nested_a_thousandfold_is_refused()
    {
        byte[] body = [.. Enumerable.Repeat((byte)0x81, 1_000), 0x01];

        (int status, byte[] answer, _) = await SendAsync(HttpMethod.Post, CborPath + "ListMetrics", body, "application/cbor", null, []);

        status.Should().Be(400);
        ReadCbor(answer)["__type"].Should().EndWith("SerializationException");
    }

    [Theory]
    [InlineData("PUT", "", "GraniteServiceVersion20100801.ListMetrics")]
    [InlineData("DELETE", "", "Logs_20140328.DescribeLogGroups")]
    [InlineData("PATCH", "ServiceGraph", null)]
    [InlineData("OPTIONS", "TraceSegments", null)]
    [InlineData("TRACE", "", null)]
    public async Task Operations_are_asked_for_by_post_alone(string method, string path, string? target)
    {
        (int status, byte[] answer, _) = await SendAsync(new HttpMethod(method), path, [], Json, target, []);

        status.Should().Be(405);
        Encoding.UTF8.GetString(answer).Should().Contain("MethodNotAllowed");
    }

    [Theory]
    [InlineData("GraniteServiceVersion20100801.Nothing", "com.amazonaws.cloudwatch#UnknownOperationException")]
    [InlineData("GraniteServiceVersion20100801.", "com.amazonaws.cloudwatch#UnknownOperationException")]
    [InlineData("Logs_20140328.Nothing", "UnknownOperationException")]
    [InlineData("DynamoDB_20120810.ListTables", "UnknownOperationException")]
    [InlineData("Nothing", "UnknownOperationException")]
    public async Task An_unknown_target_is_an_unknown_operation(string target, string error)
    {
        (int status, string answer, _) = await PostAsync("", "{}"u8.ToArray(), Json, null, [], target);

        status.Should().Be(400);
        Type(answer).Should().Be(error);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"a\"")]
    [InlineData("{")]
    [InlineData("{\"Namespace\":\"\\ud800\"}")]
    [InlineData("{\"Namespace\":\"\\ud800\",\"MetricData\":[{\"MetricName\":\"\\udfff\",\"Value\":1}]}")]
    [InlineData("{\"Namespace\":1e999,\"MetricData\":{}}")]
    [InlineData("{\"Namespace\":{\"a\":[]},\"MetricData\":[null]}")]
    [InlineData("{\"Namespace\":\"N\",\"MetricData\":[{\"MetricName\":\"M\",\"Value\":1e999}]}")]
    [InlineData("{\"Namespace\":\"N\",\"MetricData\":[{\"MetricName\":\"M\",\"Value\":\"1\"}]}")]
    [InlineData("{\"Namespace\":\"N\",\"MetricData\":[{\"MetricName\":\"M\",\"Value\":1,\"Timestamp\":1e300}]}")]
    [InlineData("{\"Namespace\":\"N\",\"MetricData\":[{\"MetricName\":\"M\",\"Value\":1,\"Timestamp\":\"yesterday\"}]}")]
    public async Task Json_that_is_no_request_is_refused(string body)
    {
        (int status, string answer, _) = await PostAsync("", Encoding.UTF8.GetBytes(body), Json, "PutMetricData", []);

        status.Should().Be(400, answer);
        Type(answer).Should().StartWith("com.amazonaws.cloudwatch#");
    }

    private static string? Type(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("__type").GetString();
    }

    private static Dictionary<string, string?> ReadCbor(byte[] body)
    {
        var reader = new CborReader(body);
        Dictionary<string, string?> members = [];
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            members[reader.ReadTextString()] = reader.ReadTextString();
        }

        return members;
    }

    private async Task<(int Status, string Body, string? Type)> PostAsync(
        string path, byte[] body, string? contentType, string? operation, string[] encodings, string? target = null)
    {
        (int status, byte[] answer, string? type) = await SendAsync(
            HttpMethod.Post, path, body, contentType, target ?? (operation is null ? null : "GraniteServiceVersion20100801." + operation),
            encodings);
        return (status, Encoding.UTF8.GetString(answer), type);
    }

    private async Task<(int Status, byte[] Body, string? Type)> SendAsync(
        HttpMethod method, string path, byte[] body, string? contentType, string? target, string[] encodings)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType is null ? [] : [contentType]);
        Array.ForEach(encodings, content.Headers.ContentEncoding.Add);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("X-Amz-Target", target is null ? [] : [target]);
        using HttpResponseMessage response = await _backend.Http.SendAsync(request);
        MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), type?.MediaType);
    }
}
