namespace IdPhoto.Server.Compatibility;

/// <summary>What clients of HivisionIDPhotos v1 compare answers with, letter by letter. For programs: no language changes it.</summary>
internal static class ContractTexts
{
    public const string ServerError = "Internal Server Error";
    public const string MethodNotAllowed = "Method Not Allowed";
    public const string NotFound = "Not Found";
    public const string WrongInteger = "value is not a valid integer";
    public const string WrongFloat = "value is not a valid float";
    public const string WrongBoolean = "value could not be parsed to a boolean";

    /// <summary>Before every picture, also before a JPEG: one client takes off exactly this.</summary>
    public const string Png = "data:image/png;base64,";

    public const string Jpeg = "data:image/jpeg;base64,";

    public static string TooLow(string least) => $"ensure this value is greater than or equal to {least}";

    public static string TooHigh(string most) => $"ensure this value is less than or equal to {most}";

    public static string PartTooLarge(long bytes) => $"Part exceeded maximum size of {bytes / 1024}KB.";
}
