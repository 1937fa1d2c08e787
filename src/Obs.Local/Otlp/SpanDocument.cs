using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes a span as the segment document that X-Ray makes of it: a server's span as a segment, any other as a
/// subsegment.</summary>
internal sealed class SpanDocument : IDisposable
{
    private const int MaxName = 200;
    private const decimal NanosecondsPerSecond = 1_000_000_000m;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public SpanDocument() => _json = new Utf8JsonWriter(_buffer);

    /// <summary>The document of one span.</summary>
    public byte[] Write(OtlpSpan span)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        WriteIdentity(span);
        long? status = span.Attributes.Number("http.response.status_code", "http.status_code");
        WriteOutcome(span, status);
        SpanHttp.Write(_json, span, status);
        SpanCause.Write(_json, span);
        WriteLinks(span);
        SpanMetadata.Write(_json, span);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _json.Dispose();

    private void WriteIdentity(OtlpSpan span)
    {
        _json.WriteString("trace_id", TraceIdOf(span.TraceId));
        _json.WriteString("id", span.SpanId);
        if (span.ParentId.Length > 0)
        {
            _json.WriteString("parent_id", span.ParentId);
        }

        _json.WriteNumber("start_time", span.Start / NanosecondsPerSecond);
        _json.WriteNumber("end_time", span.End / NanosecondsPerSecond);
        if (span.IsSegment)
        {
            WriteService(span);
        }
        else
        {
            _json.WriteString("type", "subsegment");
            WriteCall(span);
        }
    }

    private void WriteService(OtlpSpan span)
    {
        WriteName(span.Resource.Text("service.name") ?? span.Name);
        _json.WriteStartObject("service");
        if (span.Resource.Text("service.version") is { } version)
        {
            _json.WriteString("version", version);
        }

        _json.WriteEndObject();
        if (span.Resource.Texts("aws.log.group.names").ToList() is { Count: > 0 } groups)
        {
            _json.WriteStartObject("aws");
            _json.WriteStartArray("cloudwatch_logs");
            foreach (string group in groups)
            {
                _json.WriteStartObject();
                _json.WriteString("log_group", group);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }
    }

    private void WriteCall(OtlpSpan span)
    {
        OtlpAttributes attributes = span.Attributes;
        if (attributes.Text("db.system.name", "db.system") is { } system)
        {
            _json.WriteString("namespace", "remote");
            WriteName($"{attributes.Text("db.namespace", "db.name") ?? system}@{attributes.Text("server.address", "net.peer.name")}");
            SpanSql.Write(_json, attributes, system);
        }
        else if (attributes.Text("rpc.system") == "aws-api")
        {
            _json.WriteString("namespace", "aws");
            WriteName(attributes.Text("rpc.service") ?? span.Name);
            SpanAws.Write(_json, attributes);
        }
        else if (span.Kind is OtlpSpan.Client or OtlpSpan.Producer)
        {
            _json.WriteString("namespace", "remote");
            WriteName(attributes.Text("server.address", "net.peer.name") ?? span.Name);
        }
        else
        {
            WriteName(span.Name);
        }
    }

    // A status code says more than "error", which stands for every code from 400 on.
    private void WriteOutcome(OtlpSpan span, long? status)
    {
        bool error = span.Attributes.Flag("obs.error");
        bool throttle = span.Attributes.Flag("obs.throttle") || status == 429;
        bool fault = span.Attributes.Flag("obs.fault") || status >= 500 || (
            span.IsFailed && !error && !throttle && status is null or < 400);
        WriteFlag("fault", fault);
        WriteFlag("error", error || throttle || status is >= 400 and < 500);
        WriteFlag("throttle", throttle);
    }

    private void WriteLinks(OtlpSpan span)
    {
        if (span.Links.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("links");
        foreach (OtlpLink link in span.Links)
        {
            _json.WriteStartObject();
            _json.WriteString("trace_id", TraceIdOf(link.TraceId));
            _json.WriteString("id", link.SpanId);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteName(string name) => _json.WriteString("name", name.Length > MaxName ? name[..MaxName] : name);

    private void WriteFlag(string name, bool value)
    {
        if (value)
        {
            _json.WriteBoolean(name, value);
        }
    }

    // What is not 32 digits long is left as it is, for whoever reads the document to refuse.
    private static string TraceIdOf(string id) =>
        id.Length == 32 ? string.Create(CultureInfo.InvariantCulture, $"1-{id.AsSpan(0, 8)}-{id.AsSpan(8)}") : id;
}
