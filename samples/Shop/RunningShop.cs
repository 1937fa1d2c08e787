namespace Shop;

/// <summary>The local backend and the three services, started in the order in which they need each other and stopped in reverse.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    // Behind the storefront nobody but the storefront calls: its sampling decisions are followed to the letter.
    private static readonly (string, string) FollowsCallers = ("Observability__Tracing__Sampling__Trust", "Trusted");

    private readonly Stack<IAsyncDisposable> _started = new();

    private RunningShop()
    {
    }

    public required LocalBackend Backend { get; init; }

    public Uri Storefront { get; private set; } = null!; // Set by StartAsync, which alone creates.

    /// <summary>The services with their addresses.</summary>
    public List<(ServiceProcess Process, Uri Address)> Services { get; } = [];

    public static async Task<RunningShop> StartAsync(
        LauncherOptions options, DataFolder data, HttpClient http, Progress progress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        LocalBackend backend = await progress.ShowAsync("local backend", LocalBackend.StartAsync(
            LoopbackPort.Choose("--page-port", options.PagePort, LauncherOptions.DefaultPagePort), options.Store ?? data.FileOf("obs.db"),
            cancellationToken));
        var shop = new RunningShop { Backend = backend };
        shop._started.Push(backend);
        try
        {
            await shop.StartServicesAsync(options, new ServiceEnvironment(backend, data, options), http, progress, time, cancellationToken);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out IAsyncDisposable? started))
        {
            await started.DisposeAsync();
        }
    }

    private async Task StartServicesAsync(
        LauncherOptions options, ServiceEnvironment environment, HttpClient http, Progress progress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var logs = new LogsClient(http, Backend.Page);
        ServiceProcess inventory = Start("inventory", "Shop.Inventory", environment.For("inventory", port: 0, FollowsCallers));
        ServiceProcess payments = Start("payments", "Shop.Payments", environment.For("payments", port: 0, FollowsCallers));
        Uri inventoryAddress = await ReadyAsync(inventory);
        Uri paymentsAddress = await ReadyAsync(payments);

        Storefront = await ReadyAsync(Start("storefront", "Shop.Storefront", environment.For(
            "storefront",
            LoopbackPort.Choose("--port", options.Port, LauncherOptions.DefaultPort),
            ("Shop__Inventory", inventoryAddress.AbsoluteUri),
            ("Shop__Payments", paymentsAddress.AbsoluteUri))));

        ServiceProcess Start(string name, string project, Dictionary<string, string> settings)
        {
            var process = ServiceProcess.Start(name, project, settings, new LogForwarder(logs, name, time), time);
            _started.Push(process);
            return process;
        }

        async Task<Uri> ReadyAsync(ServiceProcess process)
        {
            Uri address = await progress.ShowAsync(process.Name, process.WaitUntilReadyAsync(cancellationToken));
            Services.Add((process, address));
            return address;
        }
    }
}
