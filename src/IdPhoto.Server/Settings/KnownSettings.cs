namespace IdPhoto.Server.Settings;

/// <summary>Every setting there is: the one list that is read, checked and compared with docs/operations.md.</summary>
internal static class KnownSettings
{
    public static readonly TextSetting Listen = new("Listen", "http://127.0.0.1:5080", "addresses, separated by `;`");
    public static readonly TextSetting AllowedHosts = new("AllowedHosts", "none", "host names, separated by `;`");
    public static readonly TextSetting DataFolder = new("DataFolder", "`idphoto/server` in the user's data folder", "a folder");
    public static readonly TextSetting KeyFile = new("KeyFile", "`idphoto/server.key` in the user's configuration folder", "a file outside the data folder");
    public static readonly TextSetting PhotoKeyFile = new("PhotoKeyFile", "`photos.keys` in the data folder", "a file");
    public static readonly TextSetting ModelFolder = new("ModelFolder", "beside the program or above it", "a folder");
    public static readonly TextSetting AppFolder = new("AppFolder", "`app` beside the program, if it is there", "a folder, or nothing for no app");
    public static readonly TextSetting ApiKeys = new("ApiKeys", "none", "SHA-256 of each key in hexadecimal, separated by `;`");
    public static readonly TextSetting TrustedProxies = new("TrustedProxies", "none", "addresses or networks, separated by `;`");

    /// <summary>The 24 hours: may be shortened, never lengthened.</summary>
    public static readonly NumberSetting RetentionSeconds = new("RetentionSeconds", 86_400, 1, 86_400);

    /// <summary>The 15 minutes of cut-outs in memory; 0 keeps none.</summary>
    public static readonly NumberSetting PreviewSeconds = new("PreviewSeconds", 900, 0, 900);
    public static readonly NumberSetting PreviewMegabytes = new("PreviewMegabytes", 128, 0, 4096);
    public static readonly NumberSetting SweepSeconds = new("SweepSeconds", 10, 1, 60);
    public static readonly NumberSetting StoreMegabytes = new("StoreMegabytes", 4096, 1, 1_000_000);

    public static readonly NumberSetting UploadMegabytes = new("UploadMegabytes", 25, 1, 64);
    public static readonly NumberSetting TransferMemoryMegabytes = new("TransferMemoryMegabytes", 256, 64, 16_384);
    public static readonly NumberSetting UploadSeconds = new("UploadSeconds", 120, 1, 600);
    public static readonly NumberSetting AnswerSeconds = new("AnswerSeconds", 120, 1, 600);
    public static readonly NumberSetting AnswerKilobytesPerSecond = new("AnswerKilobytesPerSecond", 16, 1, 10_000);
    public static readonly NumberSetting WorkMemoryMegabytes = new("WorkMemoryMegabytes", 2048, 256, 1_000_000);
    public static readonly NumberSetting Megapixels = new("Megapixels", 64, 1, 200);

    /// <summary>0 takes one for each core.</summary>
    public static readonly NumberSetting Workers = new("Workers", 0, 0, 64);
    public static readonly NumberSetting QueuePlaces = new("QueuePlaces", 1, 0, 1000);
    public static readonly NumberSetting WorkSeconds = new("WorkSeconds", 60, 1, 600);
    public static readonly NumberSetting RequestsPerMinute = new("RequestsPerMinute", 120, 1, 1_000_000);
    public static readonly NumberSetting FilesPerMinute = new("FilesPerMinute", 6000, 1, 1_000_000);
    public static readonly NumberSetting Connections = new("Connections", 1000, 1, 100_000);
    public static readonly NumberSetting CallerPercent = new("CallerPercent", 25, 1, 100);

    /// <summary>An install that was not here for so long is forgotten.</summary>
    public static readonly NumberSetting InstallDays = new("InstallDays", 400, 1, 400);
    public static readonly NumberSetting InstallsPerDay = new("InstallsPerDay", 1000, 1, 1_000_000);
    public static readonly TextSetting OperatorName = new("OperatorName", "none", "the name of who runs the service");
    public static readonly TextSetting OperatorMail = new("OperatorMail", "none", "an e-mail address");

    /// <summary>So long a letter to the operator is kept.</summary>
    public static readonly NumberSetting LetterDays = new("LetterDays", 30, 1, 90);

    /// <summary>Another program's interface, served beside our own; and how closely its quirks are kept.</summary>
    public static readonly TextSetting Compatibility = new("Compatibility", "none", "`hivision`");
    public static readonly TextSetting CompatibilityMode = new("CompatibilityMode", "strict", "`strict` or `fixed`");

    /// <summary>Where several servers share the work.</summary>
    public static readonly TextSetting Ledger = new("Ledger", "files in the data folder", "a PostgreSQL connection string");
    public static readonly TextSetting Photos = new("Photos", "a folder in the data folder", "`s3://BUCKET/PREFIX`");
    public static readonly TextSetting S3Endpoint = new("S3Endpoint", "none", "an http or https address");
    public static readonly TextSetting S3AccessKey = new("S3AccessKey", "none", "a text");
    public static readonly TextSetting S3SecretKey = new("S3SecretKey", "none", "a text");
    public static readonly TextSetting S3Region = new("S3Region", "us-east-1", "a region's name");
    public static readonly NumberSetting Nodes = new("Nodes", 1, 1, 1000);

    public static readonly TextSetting HealthListen = new("HealthListen", "none", "an address as in `Listen`");
    public static readonly TextSetting AdminSocket = new("AdminSocket", "`admin.sock` in the data folder", "a path, or nothing for none");
    public static readonly NumberSetting ShutdownSeconds = new("ShutdownSeconds", 30, 1, 300);

    public static readonly TextSetting PublicAddress = new("PublicAddress", "none", "an https address");
    public static readonly TextSetting SmtpServer = new("SmtpServer", "none", "a host and a port, HOST:PORT");
    public static readonly TextSetting SmtpSecurity = new("SmtpSecurity", "starttls", "starttls, tls or none");
    public static readonly TextSetting SmtpRevocation = new("SmtpRevocation", "online", "online or offline");
    public static readonly TextSetting SmtpUser = new("SmtpUser", "none", "a name");
    public static readonly TextSetting SmtpPasswordFile = new("SmtpPasswordFile", "none", "a file");
    public static readonly TextSetting MailFrom = new("MailFrom", "none", "an e-mail address, with or without a name");
    public static readonly TextSetting VapidKeyFile = new("VapidKeyFile", "none", "a file outside the data folder");
    public static readonly TextSetting VapidContact = new("VapidContact", "none", "a mailto: or https: address");
    public static readonly TextSetting PushHosts = new("PushHosts", "fcm.googleapis.com;push.services.mozilla.com;notify.windows.com;push.apple.com", "host names, separated by `;`");
    public static readonly TextSetting FcmAccountFile = new("FcmAccountFile", "none", "a file");
    public static readonly TextSetting FcmAddress = new("FcmAddress", "https://fcm.googleapis.com", "an https address");
    public static readonly NumberSetting NoticesPerMinute = new("NoticesPerMinute", 600, 1, 1_000_000);

    /// <summary>All of them, as the document lists them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        Listen, AllowedHosts, DataFolder, KeyFile, PhotoKeyFile, ModelFolder, AppFolder, ApiKeys, TrustedProxies, RetentionSeconds, PreviewSeconds, PreviewMegabytes, SweepSeconds,
        StoreMegabytes, UploadMegabytes, TransferMemoryMegabytes, UploadSeconds, AnswerSeconds, AnswerKilobytesPerSecond, WorkMemoryMegabytes, Megapixels, Workers, QueuePlaces, WorkSeconds,
        RequestsPerMinute, FilesPerMinute, Connections, CallerPercent, InstallDays, InstallsPerDay, OperatorName, OperatorMail, Compatibility, CompatibilityMode, LetterDays,
        Ledger, Photos, S3Endpoint, S3AccessKey, S3SecretKey, S3Region, Nodes, HealthListen, AdminSocket, ShutdownSeconds,
        PublicAddress, SmtpServer, SmtpSecurity, SmtpRevocation, SmtpUser, SmtpPasswordFile, MailFrom, VapidKeyFile, VapidContact, PushHosts, FcmAccountFile, FcmAddress, NoticesPerMinute,
    ];
}
