namespace Shop.Tests;

public sealed class LauncherCommandTests
{
    [Theory]
    [InlineData("--rate 0", "--rate must be above 0 and up to 2000; found 0.")]
    [InlineData("--rate 2001", "--rate must be above 0 and up to 2000; found 2001.")]
    [InlineData("--port 65536", "--port must be 0 to 65535; found 65536.")]
    [InlineData("--page-port -1", "--page-port must be 0 to 65535; found -1.")]
    [InlineData("--seconds 0.5", "--seconds must be 1 to 86400; found 0.5.")]
    public void A_value_out_of_range_is_refused_with_the_range_and_the_value_found(string line, string message)
    {
        Errors(line).Should().Equal(message);
    }

    [Theory]
    [InlineData("--rate fast")]
    [InlineData("--port")]
    [InlineData("--colour red")]
    [InlineData("--plant roses")]
    public void What_cannot_be_read_is_refused(string line)
    {
        Errors(line).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("--port 0 --page-port 0 --rate 7.5 --seconds 8 --store shop.db")]
    [InlineData("--plant retry-storm --plant broken-propagation --plant payment-waves --snapshots folder")]
    public void What_makes_sense_is_accepted(string line)
    {
        Errors(line).Should().BeEmpty();
    }

    private static IEnumerable<string> Errors(string line) =>
        LauncherCommand.Create(TimeProvider.System).Parse(line).Errors.Select(static error => error.Message);
}
