namespace Obs.TestSupport;

/// <summary>Sixty texts with a secret in each, made up for the purpose, and the part of each that must never be read anywhere.</summary>
public static class PlantedSecrets
{
    private const string AwsSecret = "wJalrXUtnFEMI0K7MDENG1bPxRfiCYzK4mPl3Qa8";
    private const string AwsSecret2 = "Zk9+Qm4vT1xLs7R/eUw2Bd8GhY6nJc0aPf5iXo3V";
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    /// <summary>Text and secret.</summary>
    public static IReadOnlyList<(string Text, string Secret)> All { get; } =
    [
        ("Host=db;Username=app;Password=Tr0ub4dor01;Pooling=true", "Tr0ub4dor01"),
        ("Server=db;User Id=sa;Pwd=Tr0ub4dor02;", "Tr0ub4dor02"),
        ("Data Source=db;Password='Tr0ub4;dor03';Encrypt=true", "dor03"),
        ("Server=db; password = Tr0ub4dor04 ; x=1", "Tr0ub4dor04"),
        ("AccountName=a;AccountKey=Tr0ub4dor05==;EndpointSuffix=x", "Tr0ub4dor05"),
        ("Endpoint=sb://a/;SharedAccessKey=Tr0ub4dor06=", "Tr0ub4dor06"),
        ("mongodb://app:Tr0ub4dor07@mongo:27017/shop", "Tr0ub4dor07"),
        ("postgres://app:Tr0ub4dor08@db/shop?x=1", "Tr0ub4dor08"),
        ("amqp://app:Tr0ub4dor09@mq:5672", "Tr0ub4dor09"),
        ("redis://:Tr0ub4dor10@cache:6379/0", "Tr0ub4dor10"),
        ("GET https://bob:Tr0ub4dor11@example.org/a failed", "Tr0ub4dor11"),
        ("https://bob:Tr0ub@4dor12@example.org", "4dor12"),
        ("Authorization: Bearer Tr0ub4dor13.x.y", "Tr0ub4dor13"),
        ("authorization=Bearer Tr0ub4dor14", "Tr0ub4dor14"),
        ("sent with bearer Tr0ub4dor15, refused", "Tr0ub4dor15"),
        ("BEARER abcdefghijklmnopqrstuv", "abcdefghijklmnopqrstuv"),
        ("Authorization: Basic Ym9iOlRyMHViNGRvcjE3", "Ym9iOlRyMHViNGRvcjE3"),
        ("used basic Ym9iOlRyMHViNGRvcjE4 again", "Ym9iOlRyMHViNGRvcjE4"),
        ("Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPL1/20260101, Signature=Tr0ub4dor19", "Tr0ub4dor19"),
        (Jwt, "dozjgNryP4J3jVmNHl0w5N"),
        ($"token was {Jwt}.", "eyJzdWIiOiIxMjM0NTY3ODkwIn0"),
        ($"https://example.org/callback#{Jwt}", "dozjgNryP4J3jVmNHl0w5N"),
        ("key AKIAIOSFODNN7EXAMPL2 is inactive", "AKIAIOSFODNN7EXAMPL2"),
        ("ASIAIOSFODNN7EXAMPL3", "ASIAIOSFODNN7EXAMPL3"),
        ("[AKIAIOSFODNN7EXAMPL4]", "AKIAIOSFODNN7EXAMPL4"),
        (AwsSecret, AwsSecret),
        ($"signed with {AwsSecret2}, refused", AwsSecret2),
        ($"aws_secret_access_key = {AwsSecret}", AwsSecret),
        ("aws_session_token=Tr0ub4dor29", "Tr0ub4dor29"),
        ("SecretAccessKey: Tr0ub4dor30", "Tr0ub4dor30"),
        ("4111111111111111", "4111111111111111"),
        ("12 4012 8888 8888 1881 200 ms", "4012 8888 8888 1881"),
        ("card 5555-5555-5555-4444 declined", "5555-5555-5555-4444"),
        ("amex 378282246310005", "378282246310005"),
        ("discover:6011111111111117", "6011111111111117"),
        ("jcb 3530111333300000.", "3530111333300000"),
        ("diners 30569309025904", "30569309025904"),
        ("mastercard 2223003122003222", "2223003122003222"),
        ("unionpay 6200000000000005", "6200000000000005"),
        ("PAN=4222222222222;", "4222222222222"),
        ("-----BEGIN PRIVATE KEY-----\nTr0ub4dor41\n-----END PRIVATE KEY-----", "Tr0ub4dor41"),
        ("-----BEGIN RSA PRIVATE KEY----- Tr0ub4dor42 -----END RSA PRIVATE KEY-----", "Tr0ub4dor42"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nTr0ub4dor43 cut off here", "Tr0ub4dor43"),
        ("ghp_Tr0ub4dor44Tr0ub4dor44Tr0ub4dor44", "Tr0ub4dor44"),
        ("github_pat_Tr0ub4dor45Tr0ub4dor45", "Tr0ub4dor45"),
        ("glpat-Tr0ub4dor46Tr0ub", "Tr0ub4dor46"),
        ("xoxb-1234567890-Tr0ub4dor47", "Tr0ub4dor47"),
        ("sk_live_Tr0ub4dor48Tr0ub", "Tr0ub4dor48"),
        ("AIzaTr0ub4dor49Tr0ub4dor49Tr0ub4dor49", "Tr0ub4dor49"),
        ("npm_Tr0ub4dor50Tr0ub4dor50Tr0ub4dor50", "Tr0ub4dor50"),
        ("{\"user\":\"bob\",\"password\":\"Tr0ub4dor51\"}", "Tr0ub4dor51"),
        ("{\\\"clientSecret\\\": \\\"Tr0ub4dor52\\\"}", "Tr0ub4dor52"),
        ("/callback?access_token=Tr0ub4dor53&state=1", "Tr0ub4dor53"),
        ("/files?sv=1&sig=Tr0ub4dor54&se=2", "Tr0ub4dor54"),
        ("https://s3.example/a?X-Amz-Signature=Tr0ub4dor55", "Tr0ub4dor55"),
        ("/search?api_key=Tr0ub4dor56", "Tr0ub4dor56"),
        ("Cookie: session=Tr0ub4dor57; other=Tr0ub4dor57", "Tr0ub4dor57"),
        ("Set-Cookie: id=Tr0ub4dor58; HttpOnly", "Tr0ub4dor58"),
        ("X-Api-Key: Tr0ub4dor59", "Tr0ub4dor59"),
        ("<add passphrase=\"Tr0ub4dor60\" />", "Tr0ub4dor60"),
    ];
}
