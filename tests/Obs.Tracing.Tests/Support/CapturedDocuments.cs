using System.Text;
using System.Text.Json.Nodes;

namespace Obs.Tracing.Tests.Support;

/// <summary>A sink that keeps what it is given.</summary>
internal sealed class CapturedDocuments : IDocumentSink
{
    private readonly Lock _lock = new();
    private readonly List<string> _texts = [];

    /// <summary>Whether documents are kept; a test that measures memory turns it off.</summary>
    public bool Keeps { get; set; } = true;

    public Dictionary<string, long> Lost { get; } = [];

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_lock)
            {
                return [.. _texts];
            }
        }
    }

    public IReadOnlyList<JsonObject> Parsed => [.. Texts.Select(static text => JsonNode.Parse(text)!.AsObject())];

    public JsonObject Single => JsonNode.Parse(Texts.Single())!.AsObject();

    public void Send(ReadOnlySpan<byte> document)
    {
        if (Keeps)
        {
            lock (_lock)
            {
                _texts.Add(Encoding.UTF8.GetString(document));
            }
        }
    }

    public void Lose(string reason, long count)
    {
        lock (_lock)
        {
            Lost[reason] = Lost.GetValueOrDefault(reason) + count;
        }
    }
}
