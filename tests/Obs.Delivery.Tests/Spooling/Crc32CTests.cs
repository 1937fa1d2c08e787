using System.Text;
using Obs.Delivery.Spooling;

namespace Obs.Delivery.Tests.Spooling;

public sealed class Crc32CTests
{
    // The first is the check value of the catalogue, the others are RFC 3720's, appendix B.4.
    [Fact]
    public void The_published_values_come_out()
    {
        Crc32C.Of(Encoding.ASCII.GetBytes("123456789")).Should().Be(0xE3069283);
        Crc32C.Of(new byte[32]).Should().Be(0x8A9136AA);
        Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]).Should().Be(0x62A8AB43);
        Crc32C.Of([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]).Should().Be(0x46DD794E);
        Crc32C.Of([]).Should().Be(0);
    }
}
