using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Obs.Local.Aws;

namespace Obs.Local.Http;

/// <summary>Reads a request's body, inflated where it was sent with gzip, within bounds on what was sent, what it becomes and their
/// ratio.</summary>
internal static class BodyReader
{
    /// <summary>Bytes on the wire. The largest valid request is PutLogEvents: 1 MiB of text, up to six times that when JSON escapes
    /// it.</summary>
    public const int MaxSentBytes = 8 << 20;

    private const int MaxInflatedBytes = 16 << 20;
    private const int MaxRatio = 100;
    private const int RatioApplies = 1 << 20; // Short repetitive bodies compress better than that and harm no one.

    /// <exception cref="AwsException">The body is too large, or not what its encoding says.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string[] encodings = request.Headers.ContentEncoding.ToString().ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (encodings.FirstOrDefault(static encoding => encoding is not ("identity" or "gzip" or "aws-chunked")) is { } unknown)
        {
            throw AwsException.Validation($"The content encoding \"{unknown}\" is not supported; send gzip, aws-chunked or none.");
        }

        ReadOnlyMemory<byte> sent = await ReadAsync(request.Body, MaxSentBytes, int.MaxValue, cancellationToken).ConfigureAwait(false);
        // Frames are put around what has been compressed.
        sent = encodings.Contains("aws-chunked") ? AwsChunks.Read(sent) : sent;
        return encodings.Contains("gzip") ? await InflateAsync(sent, cancellationToken).ConfigureAwait(false) : sent;
    }

    private static async Task<ReadOnlyMemory<byte>> InflateAsync(ReadOnlyMemory<byte> sent, CancellationToken cancellationToken)
    {
        try
        {
            using var inflated = new GZipStream(new MemoryStream(sent.ToArray()), CompressionMode.Decompress);
            long byRatio = Math.Max(RatioApplies, (long)sent.Length * MaxRatio);
            return await ReadAsync(inflated, MaxInflatedBytes, byRatio, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw AwsException.Validation("The body is not gzip: " + exception.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, long limit, long byRatio, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        while (true)
        {
            int read = await stream.ReadAsync(buffer.GetMemory(4_096), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > Math.Min(limit, byRatio))
            {
                throw AwsException.TooLarge(Math.Min(limit, byRatio));
            }
        }
    }
}
