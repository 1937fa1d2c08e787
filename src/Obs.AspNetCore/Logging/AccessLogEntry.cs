using System.Collections;
using System.Net;

namespace Obs.AspNetCore.Logging;

/// <summary>What an entry of the access log says. Each thread keeps one and fills it anew, so that only the numbers are boxed.</summary>
internal sealed class AccessLogEntry : IReadOnlyList<KeyValuePair<string, object?>>
{
    public const string Template = "{method} {path} responded {status} in {durationMs} ms";

    private const int MostProperties = 10;
    private const int FirstStatus = 100;
    private const int LastStatus = 599;

    private static readonly object[] Statuses =
        [.. Enumerable.Range(FirstStatus, LastStatus - FirstStatus + 1).Select(static status => (object)status)];

    private readonly KeyValuePair<string, object?>[] _properties = new KeyValuePair<string, object?>[MostProperties];

    public int Count { get; private set; }

    public KeyValuePair<string, object?> this[int index] => _properties[index];

    public void Fill(string method, string path, int status, double durationMs)
    {
        Count = 0;
        Add("method", method);
        Add("path", path);
        Add("status", status is >= FirstStatus and <= LastStatus ? Statuses[status - FirstStatus] : status);
        Add("durationMs", durationMs);
    }

    public void Complete(string? route, long? bytes, long? requestBytes, IPAddress? client, string? userAgent)
    {
        AddIfKnown("route", route);
        AddIfKnown("bytes", bytes);
        AddIfKnown("requestBytes", requestBytes);
        AddIfKnown("clientIp", client);
        AddIfKnown("userAgent", userAgent);
        Add("{OriginalFormat}", Template);
    }

    /// <summary>Keeps nothing of the request alive.</summary>
    public void Clear()
    {
        Array.Clear(_properties);
        Count = 0;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _properties.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        string.Join(' ', _properties.Take(Count - 1).Select(static property => $"{property.Key}={property.Value}"));

    private void AddIfKnown(string name, object? value)
    {
        if (value is not null)
        {
            Add(name, value);
        }
    }

    private void Add(string name, object? value) => _properties[Count++] = new KeyValuePair<string, object?>(name, value);
}
