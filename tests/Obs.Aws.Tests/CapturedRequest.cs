using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Obs.Aws.Tests;

/// <summary>One request as it came off the wire.</summary>
internal sealed class CapturedRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The body as JSON, inflated when it came as gzip.</summary>
    public JsonNode Decoded => JsonNode.Parse(Inflated)!;

    public byte[] Inflated
    {
        get
        {
            if (Headers.GetValueOrDefault("Content-Encoding") != "gzip")
            {
                return Body;
            }

            using var gzip = new GZipStream(new MemoryStream(Body), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return plain.ToArray();
        }
    }
}
