using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Obs.Benchmarks.Local;

/// <summary>A trace of ten thousand subsegments, none like another, sent in parts as a recorder sends what grows large.</summary>
internal sealed class LongTrace(LocalProcess server, long endSeconds)
{
    private const int Groups = 40;
    private const int PerGroup = 250;
    private const string RootId = "8000000000000000";

    private string Id => $"1-{endSeconds:x8}-0000000000000000000{PerGroup:x5}";

    /// <summary>Sends it, waits until all of it is stored, and says its id.</summary>
    public async Task<string> SendAsync()
    {
        string[] documents = [Root(), .. Enumerable.Range(0, Groups).Select(Group)];
        string body = JsonSerializer.Serialize(new { TraceSegmentDocuments = documents });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Http.PostAsync(new Uri("TraceSegments", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        while ((await server.GetAsync($"traces/{Id}")).GetProperty("rows").GetArrayLength() < Groups * PerGroup)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        return Id;
    }

    private string Root() =>
        $"{{\"name\":\"batch\",\"id\":\"{RootId}\",\"trace_id\":\"{Id}\",{Times(endSeconds - 20, 10)}}}";

    private string Group(int group)
    {
        double start = endSeconds - 20 + (group * 0.25);
        IEnumerable<string> work = Enumerable.Range(0, PerGroup).Select(index =>
            $"{{\"name\":\"step {index}\",\"id\":\"9{group:x7}{index:x8}\",{Times(start + (index * 0.001), 0.0008)}}}");
        return $"{{\"type\":\"subsegment\",\"name\":\"group {group}\",\"id\":\"a0000000{group:x8}\",\"parent_id\":\"{RootId}\","
            + $"\"trace_id\":\"{Id}\",{Times(start, 0.25)},\"subsegments\":[{string.Join(',', work)}]}}";
    }

    private static string Times(double start, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"\"start_time\":{start:0.0000},\"end_time\":{start + seconds:0.0000}");
}
