using System.Buffers;
using System.Text.Json;

namespace Obs.Aws;

/// <summary>The data of one <c>PutMetricData</c> request, already written as JSON.</summary>
public sealed class MetricDataRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="namespace">The CloudWatch namespace of all data.</param>
    /// <param name="data">The data, each a <c>MetricDatum</c> object in AWS JSON 1.0 as UTF-8.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public MetricDataRequest(string @namespace, IReadOnlyList<ReadOnlyMemory<byte>> data)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        ArgumentNullException.ThrowIfNull(data);
        Namespace = @namespace;
        Data = data;
    }

    /// <summary>The CloudWatch namespace of all data.</summary>
    public string Namespace { get; }

    /// <summary>The data, each a <c>MetricDatum</c> object in AWS JSON 1.0 as UTF-8.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Data { get; }

    /// <summary>The data as objects, for a client that takes those. Each enumeration reads the JSON again.</summary>
    /// <exception cref="JsonException">While enumerating: a datum is not the JSON of a <c>MetricDatum</c>.</exception>
    public IEnumerable<MetricDatum> ReadData() => Data.Select(static json => MetricDatum.Read(json.Span));

    /// <summary>The request's whole body in AWS JSON 1.0: <c>{"Namespace":…,"MetricData":[…]}</c>.</summary>
    public byte[] ToJson()
    {
        ReadOnlySpan<byte> name = JsonEncodedText.Encode(Namespace).EncodedUtf8Bytes;
        int size = name.Length + 32 + Data.Sum(static datum => datum.Length + 1);
        var body = new ArrayBufferWriter<byte>(size);
        body.Write("{\"Namespace\":\""u8);
        body.Write(name);
        body.Write("\",\"MetricData\":["u8);
        for (int i = 0; i < Data.Count; i++)
        {
            if (i > 0)
            {
                body.Write(","u8);
            }

            body.Write(Data[i].Span);
        }

        body.Write("]}"u8);
        return body.WrittenSpan.ToArray();
    }
}
