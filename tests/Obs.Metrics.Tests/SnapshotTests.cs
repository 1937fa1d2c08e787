using System.Text;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectionAccount _account = new();
    private readonly ManualTimeProvider _time = new(ReporterHarness.Start + TimeSpan.FromMinutes(1));
    private readonly MetricsOptions _options = new() { ServiceName = "storefront", Environment = "Test", Version = "1.2.3" };

    public SnapshotTests() => _options.Snapshots.Folder = Path.Combine(_folder.Path, "snapshots");

    private string[] Files => Directory.Exists(_options.Snapshots.Folder) ? [.. Directory.GetFiles(_options.Snapshots.Folder).Order()] : [];

    [Fact]
    public void What_is_written_is_read_back_whole()
    {
        MetricWindow[] windows = [ReporterHarness.Window(0, 1), ReporterHarness.Window(10, 2)];
        Write(windows);

        MetricSnapshots read = MetricSnapshots.Read(Files.Single());

        (read.Service, read.Problems.Count).Should().Be(("storefront", 0));
        read.Windows.Should().HaveCount(2);
        for (int i = 0; i < windows.Length; i++)
        {
            (read.Windows[i].Start, read.Windows[i].End, read.Windows[i].Duration)
                .Should().Be((windows[i].Start, windows[i].End, windows[i].Duration));
            read.Windows[i].Series.Select(Describe).Should().Equal(windows[i].Series.Select(Describe));
        }
    }

    [Fact]
    public void Rankings_and_exemplars_come_back_too()
    {
        var recorder = new TopKRecorder("SearchTerms", 400);
        recorder.Add("shoes \"red\"", 3);
        recorder.Add("hats", 1);
        MetricWindow window = ReporterHarness.Window(0, 1);
        Write(new MetricWindow(window.Start, window.End, window.Series) { TopK = [recorder.Take()!] });

        MetricWindow read = MetricSnapshots.Read(_options.Snapshots.Folder!).Windows.Single();

        read.TopK.Single().Entries.Select(static e => (e.Key, e.Count, e.Error)).Should().Equal(("shoes \"red\"", 3, 0), ("hats", 1, 0));
        read.Series[0].Exemplars.Single().TraceId.ToHexString().Should().Be("5759e988bd862e3fe1be46a994272793");
    }

    [Fact]
    public void A_service_that_starts_again_goes_on_from_what_it_wrote()
    {
        Write(ReporterHarness.Window(0, 1), ReporterHarness.Window(10, 2));

        IReadOnlyList<MetricWindow> back = NewSink().ReadBack();

        back.Select(static w => w.End).Should().Equal(ReporterHarness.Window(0, 1).End, ReporterHarness.Window(10, 1).End);
        _account.RejectedSnapshots.Should().Be(0);
    }

    [Fact]
    public void Windows_older_than_the_ring_and_those_of_another_service_are_not_taken_back()
    {
        Write(ReporterHarness.Window(0, 1));
        _options.ServiceName = "payments";
        NewSink().ReadBack().Should().BeEmpty();

        _options.ServiceName = "storefront";
        _time.Advance(TimeSpan.FromHours(2));
        NewSink().ReadBack().Should().BeEmpty();
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    [InlineData("later version")]
    [InlineData("empty")]
    public void A_damaged_file_costs_itself_and_is_said(string damage)
    {
        Write(ReporterHarness.Window(0, 1));
        Write(ReporterHarness.Window(10, 2));
        byte[] bytes = File.ReadAllBytes(Files[0]);
        File.WriteAllBytes(Files[0], Damage(bytes, damage));

        MetricSnapshots read = MetricSnapshots.Read(_options.Snapshots.Folder!);
        IReadOnlyList<MetricWindow> back = NewSink().ReadBack();

        read.Windows.Should().ContainSingle();
        read.Problems.Should().ContainSingle().Which.Should().StartWith(Files[0] + ": it ");
        back.Should().ContainSingle();
        _account.RejectedSnapshots.Should().Be(1);
    }

    [Fact]
    public void A_file_cut_anywhere_is_left_out()
    {
        Write(ReporterHarness.Window(0, 1));
        byte[] whole = File.ReadAllBytes(Files[0]);

        for (int length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(Files[0], whole[..length]);
            MetricSnapshots read = MetricSnapshots.Read(Files[0]);
            (read.Windows.Count, read.Problems.Count).Should().Be((0, 1), $"{length} of {whole.Length} bytes are there");
        }
    }

    [Fact]
    public void A_sealed_file_of_nonsense_is_left_out()
    {
        string path = Path.Combine(_folder.Path, SnapshotFiles.NameOf(_time.GetUtcNow(), "x"));
        foreach (string content in (string[])[
            "null", "{}", "[1,2]", "{\"service\":1}", "{\"meter\":\"m\"}", "{\"start\":-1,\"end\":0}", "\u0001", ""])
        {
            File.WriteAllBytes(path, SnapshotFormat.Seal(Encoding.UTF8.GetBytes(content)));

            MetricSnapshots read = MetricSnapshots.Read(path);

            (read.Windows.Count, read.Problems.Count).Should().Be((0, 1), content);
        }
    }

    [Fact]
    public void Folder_and_files_are_for_their_owner_alone_and_nothing_half_is_left()
    {
        Write(ReporterHarness.Window(0, 1));

        Files.Should().ContainSingle().Which.Should().EndWith(SnapshotFiles.Extension);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Files[0]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(_options.Snapshots.Folder!)
                .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Files_are_bounded_in_bytes_and_age()
    {
        for (int i = 0; i < 5; i++)
        {
            Write(ReporterHarness.Window(10 * i, 1));
        }

        _options.Snapshots.MaxBytes = Files.TakeLast(2).Sum(static f => new FileInfo(f).Length);
        new SnapshotFolder(_options.Snapshots).Prune(_time.GetUtcNow());
        Files.Should().HaveCount(2);

        _time.Advance(TimeSpan.FromDays(8));
        new SnapshotFolder(_options.Snapshots).Prune(_time.GetUtcNow());
        Files.Should().ContainSingle("the newest stays");
    }

    [Fact]
    public void What_cannot_be_written_waits_and_is_counted()
    {
        File.WriteAllText(_options.Snapshots.Folder!, "a file where the folder should be");
        SnapshotSink sink = NewSink();
        for (int i = 0; i < 6; i++)
        {
            sink.OnWindowClosed(ReporterHarness.Window(10 * i, 1));
        }

        _account.FailedSnapshots.Should().Be(1);
        File.Delete(_options.Snapshots.Folder!);
        sink.Dispose();

        _account.UnwrittenWindows.Should().Be(0);
        MetricSnapshots.Read(Files.Single()).Windows.Should().HaveCount(6);
    }

    [Fact]
    public void One_file_holds_the_windows_of_an_interval()
    {
        using SnapshotSink sink = NewSink();
        for (int i = 0; i < 13; i++)
        {
            sink.OnWindowClosed(ReporterHarness.Window(10 * i, 1));
        }

        Files.Select(static f => MetricSnapshots.Read(f).Windows.Count).Should().Equal(6, 6);
    }

    public void Dispose() => _folder.Dispose();

    private static string Describe(MetricSeries series) =>
        $"{series.MeterName}/{series.InstrumentName}/{series.Unit}/{series.Kind}/{string.Join(',', series.Dimensions)}/{series.Count}/{series.Sum:R}/"
        + $"{series.Min:R}/{series.Max:R}/{series.Last:R}/{Convert.ToHexString((series.Histogram?.EncodedCounts ?? default).Span)}/{series.Histogram?.Sum:R}/"
        + $"{series.Histogram?.ValueAtPercentile(99):R}";

    private static byte[] Damage(byte[] file, string damage) => damage switch
    {
        "cut" => file[..(file.Length / 2)],
        "flipped" => [.. file[..^9], (byte)(file[^9] ^ 1), .. file[^8..]],
        "foreign" => "something else"u8.ToArray(),
        "later version" => [.. "obs-metrics 2\n"u8, .. file[14..]],
        _ => [],
    };

    private void Write(params MetricWindow[] windows)
    {
        using SnapshotSink sink = NewSink();
        foreach (MetricWindow window in windows)
        {
            sink.OnWindowClosed(window);
        }
    }

    private SnapshotSink NewSink() => new(Options.Create(_options), _account, _time);
}
