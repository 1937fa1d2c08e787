using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Aws.Metrics;
using Obs.Aws.Tests.Metrics;
using Obs.Delivery;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Aws.Tests;

[Collection(EnvironmentVariables.Collection)]
public sealed class AddObsAwsTests
{
    [Fact]
    public async Task Called_twice_it_publishes_once_and_both_settings_hold()
    {
        using var environment = new EnvironmentVariables();
        await using ServiceProvider services = Services(static s =>
        {
            s.AddObsAws(static options => options.Region = "eu-west-1");
            s.AddObsAws(static options => options.Namespace = "Mine");
        });

        services.GetServices<IMetricWindowSink>().Should().ContainSingle();
        AwsOptions options = services.GetRequiredService<IOptions<AwsOptions>>().Value;
        (options.Region, options.Namespace).Should().Be(("eu-west-1", "Mine"));
    }

    [Fact]
    public async Task Code_wins_over_configuration()
    {
        using var environment = new EnvironmentVariables();
        await using ServiceProvider services = Services(
            static s => s.AddObsAws(static options => options.Namespace = "Code"),
            ("Observability:Aws:Namespace", "Configuration"),
            ("Observability:Aws:Region", "eu-west-1"),
            ("Observability:Aws:PublishInterval", "00:00:10"));

        AwsOptions options = services.GetRequiredService<IOptions<AwsOptions>>().Value;

        (options.Namespace, options.Region, options.PublishInterval).Should().Be(("Code", "eu-west-1", TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData(null, "Region", "eu-west-1", null, true)]
    [InlineData(null, "ServiceUrl", "http://127.0.0.1:1", null, true)]
    [InlineData(null, null, null, "AWS_REGION", true)]
    [InlineData(null, null, null, "AWS_DEFAULT_REGION", true)]
    [InlineData(null, null, null, "AWS_ENDPOINT_URL", true)]
    [InlineData(null, null, null, "AWS_ENDPOINT_URL_CLOUDWATCH", true)]
    [InlineData("true", null, null, null, true)]
    [InlineData("false", "Region", "eu-west-1", "AWS_REGION", false)]
    public async Task Metrics_are_published_where_there_is_somewhere_to_publish_them_to(
        string? publish, string? key, string? value, string? variable, bool expected)
    {
        using var environment = new EnvironmentVariables(variable is null ? [] : [(variable, "http://127.0.0.1:1")]);
        await using ServiceProvider services = Services(
            static s => s.AddObsAws(), ("Observability:Aws:PublishMetrics", publish), ($"Observability:Aws:{key}", value));

        bool isPublisher = services.GetRequiredService<IMetricWindowSink>() is MetricPublisher;

        isPublisher.Should().Be(expected);
        services.GetRequiredService<DeliveryAccounts>().Read().Should().HaveCount(expected ? 1 : 0);
    }

    [Theory]
    [InlineData(1, 10, 1)]
    [InlineData(5, 10, 5)]
    [InlineData(7, 10, 7)]
    [InlineData(10, 10, 10)]
    [InlineData(13, 10, 1)]
    [InlineData(15, 10, 5)]
    [InlineData(60, 10, 10)]
    [InlineData(60, 45, 30)]
    [InlineData(90, 60, 45)]
    [InlineData(900, 10, 10)]
    [InlineData(900, 7, 6)]
    public async Task A_whole_number_of_windows_fits_between_two_publications(int publishSeconds, int windowSeconds, int expected)
    {
        using var environment = new EnvironmentVariables(("AWS_REGION", "eu-west-1"));
        await using ServiceProvider services = Services(
            static s => s.AddObsMetrics().AddObsAws(),
            ("Observability:Aws:PublishInterval", $"{TimeSpan.FromSeconds(publishSeconds)}"),
            ("Observability:Metrics:Interval", $"{TimeSpan.FromSeconds(windowSeconds)}"));

        services.GetRequiredService<IOptions<MetricsOptions>>().Value.Interval.Should().Be(TimeSpan.FromSeconds(expected));
    }

    [Theory]
    [InlineData(1.5, 10, 1.5)]
    [InlineData(2.5, 1, 1)]
    [InlineData(1, 0.5, 0.5)]
    public void A_window_is_shortened_to_whole_seconds_or_to_the_interval_and_never_made_longer(
        double publishSeconds, double windowSeconds, double expected) =>
        PublishedWindows.Fit(TimeSpan.FromSeconds(windowSeconds), TimeSpan.FromSeconds(publishSeconds))
            .Should().Be(TimeSpan.FromSeconds(expected));

    [Fact]
    public async Task Where_nothing_is_published_windows_stay_as_long_as_they_are()
    {
        using var environment = new EnvironmentVariables();
        await using ServiceProvider services = Services(
            static s => s.AddObsMetrics().AddObsAws(), ("Observability:Aws:PublishInterval", "00:00:01"));

        services.GetRequiredService<IOptions<MetricsOptions>>().Value.Interval.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Switched_off_it_publishes_nothing()
    {
        using var environment = new EnvironmentVariables(("AWS_REGION", "eu-west-1"));
        await using ServiceProvider services = Services(static s => s.AddObsAws(static options => options.Enabled = false));

        services.GetRequiredService<IMetricWindowSink>().Should().BeOfType<IdleWindowSink>();
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start()
    {
        using IHost host = new HostBuilder()
            .ConfigureAppConfiguration(static c => c.AddInMemoryCollection([new("Observability:Aws:PublishInterval", "01:00:00")]))
            .ConfigureServices(static s => s.AddObsAws())
            .Build();

        Func<Task> start = () => host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "*Observability:Aws:PublishInterval: must be 00:00:01 to 00:15:00; found 01:00:00.*");
    }

    [Fact]
    public async Task A_window_arrives_at_the_configured_endpoint_signed_with_the_credentials_of_the_environment()
    {
        await using FakeAwsEndpoint cloudWatch = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables(
            ("AWS_ENDPOINT_URL_CLOUDWATCH", cloudWatch.Url),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"),
            ("AWS_SECRET_ACCESS_KEY", "secret"));

        await PublishAsync(static s => s.AddObsAws());

        CapturedRequest request = cloudWatch.Requests.Single();
        Client.SignatureCheck.Fields(request)["Credential"].Should().StartWith("AKIDENVIRONMENT/").And.Contain("/eu-west-1/monitoring/");
        Client.SignatureCheck.Fields(request)["Signature"].Should().Be(Client.SignatureCheck.Of(request, "secret"));
        ((string?)request.Decoded["Namespace"]).Should().Be("Obs");
    }

    [Fact]
    public async Task Credentials_among_the_services_come_first()
    {
        await using FakeAwsEndpoint cloudWatch = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables(("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "secret"));

        await PublishAsync(s => s
            .AddSingleton<AWSCredentials>(new BasicAWSCredentials("AKIDSERVICES", "secret"))
            .AddObsAws(options => options.ServiceUrl = cloudWatch.Url));

        Client.SignatureCheck.Fields(cloudWatch.Requests.Single())["Credential"].Should().StartWith("AKIDSERVICES/");
    }

    [Fact]
    public async Task An_emulator_on_this_machine_needs_no_credentials_and_no_region()
    {
        await using FakeAwsEndpoint cloudWatch = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables();

        await PublishAsync(s => s.AddObsAws(options => options.ServiceUrl = cloudWatch.Url));

        Client.SignatureCheck.Fields(cloudWatch.Requests.Single())["Credential"].Should().StartWith("local/").And.Contain("/us-east-1/");
    }

    [Fact]
    public async Task An_application_s_own_client_takes_the_place_of_ours()
    {
        using var environment = new EnvironmentVariables(("AWS_REGION", "eu-west-1"));
        var own = new RecordingMetricDataClient();

        await PublishAsync(s => s.AddSingleton<IMetricDataClient>(own).AddObsAws());

        own.Accepted.Should().HaveCount(6);
    }

    // On a clock that stands still: a stop ends with its work, not with its time.
    private static ServiceProvider Services(Action<IServiceCollection> add, params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Where(static s => s.Value is not null).Select(static s => KeyValuePair.Create(s.Key, s.Value)))
            .Build());
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(PublisherFixture.Noon.AddHours(1)));
        services.Configure<AwsOptions>(static options => options.RequestTimeout = TimeSpan.FromMinutes(5));
        add(services);
        return services.BuildServiceProvider();
    }

    private static async Task PublishAsync(Action<IServiceCollection> add)
    {
        await using ServiceProvider services = Services(add);
        services.GetRequiredService<IMetricWindowSink>().OnWindowClosed(new MetricWindow(
            PublisherFixture.Noon, PublisherFixture.Noon.AddSeconds(10), [PublisherFixture.Requests("GET", "/", 200, 0.01)]));
    }
}
