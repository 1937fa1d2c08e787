using Obs.TestSupport;

namespace Obs.Tracing.Tests.Documents;

/// <summary>No recording lies there unread.</summary>
public sealed class RecordedScenariosTests
{
    [Fact]
    public void Every_scenario_that_was_recorded_is_compared_by_a_test()
    {
        string tests = string.Join(
            '\n', Directory.GetFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        // Of the hundred documents of one scenario the first, the last and the segment are compared.
        IEnumerable<string> scenarios = Directory.GetFiles(Repository.PathOf("tests", "golden", "xray"))
            .Select(static file => Path.GetFileName(file).Split('.')[0]).Where(static name => name != "README").Distinct();

        scenarios.Where(scenario => !tests.Contains($"\"{scenario}", StringComparison.Ordinal)).Should().BeEmpty();
    }
}
