using System.IO.Compression;

namespace Obs.Metrics.Tests;

public sealed class StoredZlibTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void An_inflater_that_verifies_the_checksum_reads_what_was_written(int length)
    {
        byte[] plain = new byte[length];
        new Random(1).NextBytes(plain);
        using var written = new RentedOutput(16);
        using var read = new MemoryStream();

        StoredZlib.Write(written, plain);
        using (var inflater = new ZLibStream(new MemoryStream(written.Written.ToArray()), CompressionMode.Decompress))
        {
            inflater.CopyTo(read);
        }

        read.ToArray().Should().Equal(plain);
    }

    [Fact]
    public void The_checksum_is_that_of_the_published_example()
    {
        using var written = new RentedOutput(16);

        StoredZlib.Write(written, "Wikipedia"u8);

        Convert.ToHexString(written.Written[^4..]).Should().Be("11E60398");
    }
}
