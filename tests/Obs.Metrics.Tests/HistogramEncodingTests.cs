using System.Buffers.Binary;
using System.IO.Compression;

namespace Obs.Metrics.Tests;

public sealed class HistogramEncodingTests
{
    [Fact]
    public void The_compressed_form_is_a_complete_zlib_stream()
    {
        Histogram histogram = Sample();

        byte[] encoded = HistogramEncoding.EncodeCompressed(histogram);

        BinaryPrimitives.ReadInt32BigEndian(encoded).Should().Be(0x1c849314);
        BinaryPrimitives.ReadInt32BigEndian(encoded.AsSpan(4)).Should().Be(encoded.Length - 8);
        byte[] plain = Inflate(encoded[8..]);
        plain.Should().Equal(HistogramEncoding.Encode(histogram));
        BinaryPrimitives.ReadUInt32BigEndian(encoded.AsSpan(encoded.Length - 4)).Should().Be(Adler32(plain));
    }

    [Fact]
    public void Every_cut_of_an_encoding_is_refused_with_a_reason()
    {
        foreach (byte[] whole in (byte[][])[HistogramEncoding.Encode(Sample()), HistogramEncoding.EncodeCompressed(Sample())])
        {
            for (int length = 0; length < whole.Length; length++)
            {
                HistogramEncoding.TryDecode(whole.AsSpan(0, length), out Histogram? histogram, out string? error).Should().BeFalse();
                histogram.Should().BeNull();
                error.Should().NotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public void Damaged_bytes_never_throw()
    {
        byte[] whole = HistogramEncoding.Encode(Sample());
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;

                HistogramEncoding.TryDecode(damaged, out _, out _);
            }
        }
    }

    [Theory]
    [InlineData(16, 0L, "lowest trackable value must be 1 or more")]
    [InlineData(24, 1L, "at least twice the lowest")]
    public void A_header_that_makes_no_sense_is_named(int offset, long value, string reason)
    {
        byte[] encoded = HistogramEncoding.Encode(Sample());
        BinaryPrimitives.WriteInt64BigEndian(encoded.AsSpan(offset), value);

        HistogramEncoding.TryDecode(encoded, out _, out string? error).Should().BeFalse();

        error.Should().Contain(reason);
    }

    [Fact]
    public void Counts_beyond_32_bits_survive()
    {
        var histogram = new Histogram(3);
        histogram.Record(250, 1L << 31);
        histogram.Record(250, 1L << 40);
        histogram.Record(long.MaxValue, long.MaxValue - (1L << 41));

        HistogramEncoding.TryDecode(HistogramEncoding.EncodeCompressed(histogram), out Histogram? read, out _).Should().BeTrue();

        read!.CountAt(250).Should().Be((1L << 31) + (1L << 40));
        read.CountAt(long.MaxValue).Should().Be(long.MaxValue - (1L << 41));
    }

    private static Histogram Sample()
    {
        var histogram = new Histogram(1, 60_000_000, 3);
        foreach (long value in (long[])[0, 1, 1, 2_047, 2_048, 59_999_999])
        {
            histogram.Record(value);
        }

        return histogram;
    }

    private static byte[] Inflate(byte[] zlib)
    {
        using var stream = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress);
        using var output = new MemoryStream();
        stream.CopyTo(output);
        return output.ToArray();
    }

    private static uint Adler32(byte[] data)
    {
        (uint a, uint b) = (1, 0);
        foreach (byte value in data)
        {
            a = (a + value) % 65_521;
            b = (b + a) % 65_521;
        }

        return (b << 16) | a;
    }
}
