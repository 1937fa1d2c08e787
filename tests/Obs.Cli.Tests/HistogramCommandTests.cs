using System.Globalization;
using System.Text;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Cli.Tests;

public sealed class HistogramCommandTests
{
    public static TheoryData<string> Listed =>
        ["01-empty", "02-single", "03-edges", "10-counts-weighted", "12-bimodal-1digit", "16-negative"];

    [Theory]
    [MemberData(nameof(Listed))]
    public async Task Its_figures_are_the_recorded_ones(string name)
    {
        JsonElement golden = JsonDocument.Parse(
            await File.ReadAllTextAsync(Repository.PathOf("tests", "golden", "hdr", name + ".json"))).RootElement;
        if (!golden.TryGetProperty("values", out JsonElement values))
        {
            return;
        }

        string lines = string.Concat(values.EnumerateArray().Select(static v =>
            v.ValueKind == JsonValueKind.Array ? $"{v[0].GetInt64()} {v[1].GetInt64()}\n" : $"{v.GetInt64()}\n"));
        (int code, string output, string error) = await Shell.RunAsync(
            lines, "histogram", "--format", "json", "--digits", Text("significantDigits"), "--lowest", Text("lowestTrackableValue"),
            "--highest", Text("highestTrackableValue"), "--percentiles", "50,99.9,100");

        (code, error).Should().Be((0, ""));
        JsonElement found = JsonDocument.Parse(output).RootElement;
        JsonElement hdr = golden.GetProperty("hdr");
        found.GetProperty("totalCount").GetInt64().Should().Be(hdr.GetProperty("totalCount").GetInt64());
        found.GetProperty("v2").GetString().Should().Be(golden.GetProperty("v2Base64").GetString());
        found.GetProperty("rejected").GetInt64().Should()
            .Be(golden.TryGetProperty("rejected", out JsonElement rejected) ? rejected.GetArrayLength() : 0);
        found.GetProperty("max").GetInt64().Should().Be(hdr.GetProperty("max").GetInt64());
        if (hdr.GetProperty("totalCount").GetInt64() > 0)
        {
            found.GetProperty("percentiles").GetProperty("99.9").GetInt64().Should()
                .Be(hdr.GetProperty("percentiles").GetProperty("99.9").GetInt64());
            found.GetProperty("mean").GetDouble().Should().BeApproximately(hdr.GetProperty("mean").GetDouble(), 1e-6);
        }

        string Text(string property) => golden.GetProperty(property).GetInt64().ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_it_prints_it_reads_back_decoded_or_as_a_log()
    {
        (_, string first, _) = await Shell.RunAsync("1\n2 3\n4,5\n", "histogram", "--format", "json");
        string payload = JsonDocument.Parse(first).RootElement.GetProperty("v2Compressed").GetString()!;

        (_, string decoded, _) = await Shell.RunAsync("", "histogram", "--format", "json", "--decode", payload);
        (_, string logged, _) = await Shell.RunAsync(
            $"#[Histogram log format version 1.3]\n0.0,1.0,4.0,{payload}\nTag=b,1.0,1.0,4.0,{payload}\n", "histogram", "--format", "json");

        decoded.Should().Be(first);
        JsonDocument.Parse(logged).RootElement.GetProperty("totalCount").GetInt64().Should().Be(18);
    }

    [Fact]
    public async Task A_person_sees_a_table_and_a_plot()
    {
        var lines = new StringBuilder();
        for (int i = 1; i <= 1_000; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{i}\n");
        }

        (int code, string output, _) = await Shell.RunAsync(lines + "-1\n", "histogram", "--percentiles", "50,99");

        code.Should().Be(0);
        Golden.ShouldMatch(output, "metrics", "histogram-table.txt");
    }

    [Fact]
    public async Task Where_none_are_asked_for_the_usual_percentiles_are_printed()
    {
        (_, string output, _) = await Shell.RunAsync("1\n2\n3\n4\n", "histogram", "--format", "json");

        JsonDocument.Parse(output).RootElement.GetProperty("percentiles").EnumerateObject().Select(static p => $"{p.Name}={p.Value}")
            .Should().Equal("50=2", "75=3", "90=4", "95=4", "99=4", "99.9=4", "99.99=4", "100=4");
    }

    [Theory]
    [InlineData("1\n2.5\n0.125 2\n1e-3\n", 5, 0.001, 2.5)]
    [InlineData("250.0\n250\n", 2, 250, 250)]
    [InlineData("0.5\n-0.5\nNaN\nInfinity\n1e300\n", 1, 0.5, 0.5)]
    public async Task Decimals_are_counted_in_millionths(string input, long count, double min, double max)
    {
        (int code, string output, string error) = await Shell.RunAsync(input, "histogram", "--format", "json", "--percentiles", "100");

        (code, error).Should().Be((0, ""));
        JsonElement found = JsonDocument.Parse(output).RootElement;
        found.GetProperty("totalCount").GetInt64().Should().Be(count);
        found.GetProperty("rejected").GetInt64().Should().Be(input.Split('\n').Length - 1 - count + (count == 5 ? 1 : 0));
        found.GetProperty("min").GetDouble().Should().BeApproximately(min, min / 1_000);
        found.GetProperty("percentiles").GetProperty("100").GetDouble().Should().BeApproximately(max, max / 1_000);
    }

    [Fact]
    public async Task The_scale_can_be_chosen_and_is_said_with_the_payload()
    {
        (_, string seconds, _) = await Shell.RunAsync(
            "0.000000001\n0.000000002\n", "histogram", "--format", "json", "--unit-scale", "1000000000");
        JsonElement found = JsonDocument.Parse(seconds).RootElement;

        (_, string decoded, _) = await Shell.RunAsync(
            "", "histogram", "--format", "json", "--unit-scale", "1000000000", "--decode", found.GetProperty("v2").GetString()!);

        (found.GetProperty("unitScale").GetInt64(), found.GetProperty("max").GetDecimal()).Should().Be((1_000_000_000, 0.000000002m));
        decoded.Should().Be(seconds);
    }

    [Fact]
    public async Task A_log_and_decimals_do_not_mix()
    {
        (_, string first, _) = await Shell.RunAsync("1\n", "histogram", "--format", "json");
        string payload = JsonDocument.Parse(first).RootElement.GetProperty("v2Compressed").GetString()!;

        (int code, _, string error) = await Shell.RunAsync($"0.0,1.0,4.0,{payload}\n1.5\n", "histogram");

        (code, error).Should().Be((1, "line 2: a histogram log holds whole numbers and cannot be mixed with decimals.\n"));
    }

    [Theory]
    [InlineData("\ufeff1\r\n2\r\n\r\n# a comment\r\n3\t2\r\n", 4, 0, 3)]
    [InlineData("1e3\n 2E2 4 \n+5\n", 6, 0, 1000)]
    [InlineData("nan\nNaN\ninf\n-inf\n+INF\nInfinity\n-Infinity\n-1\n7\n", 1, 8, 7)]
    [InlineData("9223372036854775807\n9223372036854775808\n1e19\n-9223372036854775809\n", 1, 3, long.MaxValue)]
    [InlineData("5 9223372036854775807\n6 5\n", long.MaxValue, 5, 5)]
    [InlineData("5 0\n6 -3\n0\n", 1, 1, 0)]
    [InlineData("", 0, 0, 0)]
    [InlineData("\n \n", 0, 0, 0)]
    public async Task Odd_lines_are_counted_or_rejected(string input, long count, long rejected, long max)
    {
        (int code, string output, string error) = await Shell.RunAsync(input, "histogram", "--format", "json", "--percentiles", "50, 100");

        (code, error).Should().Be((0, ""));
        JsonElement found = JsonDocument.Parse(output).RootElement;
        found.EnumerateObject().Select(static p => p.Name).Should()
            .Equal("totalCount", "min", "max", "mean", "stdDev", "percentiles", "rejected", "v2", "v2Compressed");
        found.GetProperty("percentiles").EnumerateObject().Select(static p => p.Name).Should().Equal("50", "100");
        found.GetProperty("totalCount").GetInt64().Should().Be(count);
        found.GetProperty("rejected").GetInt64().Should().Be(rejected);
        found.GetProperty("max").GetInt64().Should().Be(max);
    }

    [Theory]
    [InlineData("x\n", "line 1: a line must be a number")]
    [InlineData("1\n2 x\n", "line 2: a count must be a whole number; found 'x'.")]
    [InlineData("1,2,3,4\n", "line 1: ")]
    public async Task What_is_no_value_ends_with_its_line(string input, string expected)
    {
        (int code, string output, string error) = await Shell.RunAsync(input, "histogram");

        (code, output).Should().Be((1, ""));
        error.Should().StartWith(expected);
    }

    [Theory]
    [InlineData("--digits", "6", "--digits must be a whole number from 1 to 5; found '6'.")]
    [InlineData("--digits", "two", "--digits must be a whole number from 1 to 5; found 'two'.")]
    [InlineData("--lowest", "0", "--lowest must be a whole number from 1 to ")]
    [InlineData("--highest", "1", "--highest must be a whole number from 2 to ")]
    [InlineData("--highest", "1e6", "found '1e6'.")]
    [InlineData("--lowest", "4611686018427387903", "significant digits cannot be kept of values from 4611686018427387903 on.")]
    [InlineData("--expected-interval", "-5", "--expected-interval must be a whole number from 0 to 1000000000000; found '-5'.")]
    [InlineData("--decode", "AAAA", "--decode: 3 bytes are too few")]
    [InlineData("--decode", "???", "--decode must be a histogram in base64.")]
    [InlineData("--unit-scale", "0", "--unit-scale must be a whole number from 1 to 1000000000000; found '0'.")]
    [InlineData("--percentiles", "101", "percentiles must be numbers from 0 to 100")]
    public async Task A_wrong_option_says_what_is_allowed(string option, string value, string expected)
    {
        (int code, _, string error) = await Shell.RunAsync("1\n", "histogram", option, value);

        code.Should().Be(1);
        error.Should().Contain(expected);
    }
}
