using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Obs.Benchmarks;
using Obs.Benchmarks.Contention;
using Obs.Benchmarks.Local;
using Obs.Benchmarks.Requests;
using Perfolizer.Horology;

if (args is [RequestServer.Argument, var mode, var daemonAddress])
{
    await RequestServer.RunAsync(mode, daemonAddress);
    return 0;
}

if (args is [LocalServer.Argument, var store])
{
    await LocalServer.RunAsync(store);
    return 0;
}

if (args is [ContentionProcess.Argument])
{
    ContentionProcess.Run();
    return 0;
}

if (args is [LocalCheck.Argument, .. var sizes])
{
    IReadOnlyList<string> local = await LocalCheck.RunAsync(LocalSizes.Parse(sizes));
    return Budgets(local);
}

if (args is [LocalCheck.PageArgument, var shown])
{
    return Budgets(await LocalCheck.RunPageAsync(shown));
}

if (args is [LocalCheck.ViewsArgument, var asked])
{
    return Budgets(await LocalCheck.RunViewsAsync(asked));
}

// In this process: the benchmark project is built once, as everything else is, and restores nothing of its own.
Job job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(5)
    .WithIterationCount(10)
    .WithIterationTime(TimeInterval.FromMilliseconds(200));

ManualConfig config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddLogger(ConsoleLogger.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .WithOption(ConfigOptions.DisableLogFile, true);

Summary[] summaries = args is [RequestCheck.Argument] or [EntryCheck.Argument] or [ContentionCheck.Argument]
    ? []
    : [.. BenchmarkSwitcher.FromAssembly(typeof(BudgetCheck).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config)];

IReadOnlyList<string> requests = args is [] or [RequestCheck.Argument] ? await RequestCheck.RunAsync() : [];
IReadOnlyList<string> entries = args is [] or [EntryCheck.Argument] ? await EntryCheck.RunAsync() : [];
IReadOnlyList<string> contentions = args is [] or [ContentionCheck.Argument] ? await ContentionCheck.RunAsync() : [];
string[] breaches = [.. summaries.SelectMany(BudgetCheck.FindBreaches), .. requests, .. entries, .. contentions];
return Budgets(breaches);

static int Budgets(IReadOnlyCollection<string> breaches)
{
    foreach (string breach in breaches)
    {
        Console.Error.WriteLine($"over budget: {breach}");
    }

    Console.WriteLine(breaches.Count == 0 ? "All budgets hold." : $"{breaches.Count} over budget.");
    return breaches.Count == 0 ? 0 : 1;
}
