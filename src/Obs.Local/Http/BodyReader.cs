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

        if (!encodings.Contains("aws-chunked"))
        {
            return encodings.Contains("gzip") ? await InflateAsync(request.Body, cancellationToken).ConfigureAwait(false)
                : await ReadAsync(request.Body, static () => MaxSentBytes, cancellationToken).ConfigureAwait(false);
        }

        // Frames are put around what has been compressed.
        ReadOnlyMemory<byte> sent = AwsChunks.Read(
            await ReadAsync(request.Body, static () => MaxSentBytes, cancellationToken).ConfigureAwait(false));
        return encodings.Contains("gzip") ? await InflateAsync(new MemoryStream(sent.ToArray()), cancellationToken).ConfigureAwait(false)
            : sent;
    }

    /// <summary>Inflates while it is being received, so that a bomb is refused before there is more of it than the ratio allows.</summary>
    private static async Task<ReadOnlyMemory<byte>> InflateAsync(Stream body, CancellationToken cancellationToken)
    {
        var sent = new CountedStream(body, MaxSentBytes);
        try
        {
            using var inflated = new GZipStream(sent, CompressionMode.Decompress);
            ReadOnlyMemory<byte> content = await ReadAsync(
                inflated, () =>
                    Math.Min(MaxInflatedBytes, Math.Max(RatioApplies, sent.Count * MaxRatio)), cancellationToken).ConfigureAwait(false);
            // The stream does not mind an end that is missing. The last four bytes are the length of what was compressed last; anything
            // else that stands there is hardly ever as small.
            return sent.LastFourBytes <= content.Length ? content : throw new InvalidDataException("it ends too early.");
        }
        catch (InvalidDataException exception)
        {
            throw AwsException.Validation("The body is not gzip: " + exception.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, Func<long> limit, CancellationToken cancellationToken)
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
            if (buffer.WrittenCount > limit())
            {
                throw AwsException.TooLarge(limit());
            }
        }
    }
}
