using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Architecture.Tests.Docs;

/// <summary>The page of faults names the tests that hold each row: all of them, and none that is not there.</summary>
public sealed partial class FaultsTests
{
    private const string Page = "docs/guide/faults.md";

    private static readonly string[] Promised =
    [
        .. Enumerable.Range(1, 12).Concat(Enumerable.Range(21, 9)).Concat([32, 33, 41, 42, 48]).Select(static number => $"F{number:00}"),
    ];

    private static readonly (string Fault, string[] Tests)[] Rows =
    [
        .. Row().Matches(Documents.Read(Page)).Select(static row => (
            row.Groups["fault"].Value,
            Test().Matches(row.Groups["rest"].Value).Select(static test => test.Groups["test"].Value).ToArray())),
    ];

    /// <summary>Class and method of every test whose name begins with the number of a fault, or of several.</summary>
    private static readonly string[] Tests =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories).SelectMany(
            static file => Method().Matches(File.ReadAllText(file))
                .Select(method => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}")),
    ];

    [Fact]
    public void Every_promised_fault_has_a_row_with_tests()
    {
        Rows.Select(static row => row.Fault).Should().Equal(Promised);
        Rows.Should().OnlyContain(static row => row.Tests.Length > 0);
    }

    [Fact]
    public void Every_test_in_a_row_exists() => Rows.SelectMany(static row => row.Tests).Except(Tests).Should().BeEmpty();

    [Fact]
    public void Every_test_of_a_fault_is_in_its_row() =>
        Promised.SelectMany(static fault => Tests
            .Where(test => test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..].Split('_').Contains(fault))
            .Except(Rows.Single(row => row.Fault == fault).Tests))
            .Should().BeEmpty();

    [GeneratedRegex(@"^\| (?<fault>F\d\d) (?<rest>\|.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<test>\w+\.\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"public (async )?(Task|void) (?<name>F\d\d_\w+)\(")]
    private static partial Regex Method();
}
