namespace Obs.Tracing.Tests.Sending;

public sealed class DaemonAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:2000", "127.0.0.1", 2000)]
    [InlineData("xray-daemon.internal:3000", "xray-daemon.internal", 3000)]
    [InlineData("[::1]:2000", "::1", 2000)]
    [InlineData("udp:10.0.0.1:2001", "10.0.0.1", 2001)]
    [InlineData("tcp:10.0.0.1:2000 udp:10.0.0.2:2001", "10.0.0.2", 2001)]
    [InlineData("udp:10.0.0.2:2001  tcp:10.0.0.1:2000", "10.0.0.2", 2001)]
    public void Every_form_AWS_documents_is_read(string text, string host, int port)
    {
        DaemonAddress.TryParse(text, out DaemonAddress address).Should().BeTrue();

        address.Should().Be(new DaemonAddress(host, port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2000")]
    [InlineData("localhost")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("tcp:10.0.0.1:2000")]
    [InlineData("udp:1.1.1.1:1 udp:1.1.1.1:1")]
    [InlineData("http://localhost:2000")]
    public void Anything_else_is_refused(string text) => DaemonAddress.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("127.0.0.1:2000", "127.0.0.1:2000")]
    [InlineData("udp:10.0.0.1:2001", "10.0.0.1:2001")]
    [InlineData("tcp:10.0.0.1:2000 udp:10.0.0.2:2001", "10.0.0.1:2000")]
    [InlineData("udp:10.0.0.2:2001  tcp:10.0.0.1:2000", "10.0.0.1:2000")]
    public void Questions_have_an_address_of_their_own_where_one_is_named(string text, string address)
    {
        DaemonAddress.TryParse(text, out _, out DaemonAddress tcp).Should().BeTrue();

        tcp.ToString().Should().Be(address);
    }
}
