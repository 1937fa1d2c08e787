using System.Globalization;
using System.Text;

namespace Obs.Metrics.Tests;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1, "1")]
    [InlineData(250, "250")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(99.99996, "100")]
    [InlineData(999_999.7, "1000000")]
    [InlineData(0.00012345678, "0.000123457")]
    [InlineData(0.00000012345678, "1.23457E-07")]
    [InlineData(123_456_789.5, "123456789.5")]
    [InlineData(double.NaN, "0")]
    [InlineData(double.PositiveInfinity, "1.7976931348623157E+308")]
    public void A_number_has_six_digits_as_json_writes_them(double value, string expected) => Format(value).Should().Be(expected);

    [Fact]
    public void What_is_formatted_is_what_the_platform_writes_of_six_digits()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 16));

            Format(value).Should().Be(JsonNumber.Short(value).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Format(double value)
    {
        Span<byte> text = stackalloc byte[JsonNumber.MaxBytes];
        return Encoding.UTF8.GetString(text[..JsonNumber.Format(value, text)]);
    }
}
