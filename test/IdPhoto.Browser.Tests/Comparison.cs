using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>What the browser made beside what the native engine made.</summary>
internal static class Comparison
{
    /// <summary>Peak signal to noise ratio of two pictures of one size, in dB; infinite for the same pixels.</summary>
    public static double Psnr(Picture a, Picture b)
    {
        Assert.Equal(a.Size, b.Size);
        double sum = 0;
        for (int i = 0; i < a.Size.Area * 3; i++)
            sum += Math.Pow(a.Rgb[i] - b.Rgb[i], 2);
        return 10 * Math.Log10(255 * 255 / (sum / (a.Size.Area * 3)));
    }

    /// <summary>The pixels of a file.</summary>
    public static Picture Pixels(byte[] file) => PictureDecoder.Decode(file).Picture;

    /// <summary>
    /// Every value of one JSON is in the other: words the same, numbers within 2 % or 0.3 of their unit or two standard deviations.
    /// Of the rules of one check one may fall on the other side of a limit, never from passing to failing. Files' sizes and the
    /// networks' file names differ by nature and are left out.
    /// </summary>
    public static void AssertSame(JsonElement native, JsonElement browser, string path = "")
    {
        Assert.True(native.ValueKind == browser.ValueKind || (IsFlag(native) && IsFlag(browser)), $"{path}: {native} and {browser}");
        switch (native.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in native.EnumerateObject().Where(property => property.Name is not ("bytes" or "models" or "overall")))
                    AssertSame(property.Value, browser.GetProperty(property.Name), $"{path}.{property.Name}");
                break;
            case JsonValueKind.Array when path.EndsWith(".findings", StringComparison.Ordinal):
                AssertSameFindings([.. native.EnumerateArray()], [.. browser.EnumerateArray()], path);
                break;
            case JsonValueKind.Array:
                Assert.True(native.GetArrayLength() == browser.GetArrayLength(), $"{path}: {native} and {browser}");
                foreach ((JsonElement a, JsonElement b) in native.EnumerateArray().Zip(browser.EnumerateArray()))
                    AssertSame(a, b, $"{path}[{Name(a)}]");
                break;
            case JsonValueKind.Number:
                (double mine, double theirs) = (native.GetDouble(), browser.GetDouble());
                Assert.True(Math.Abs(mine - theirs) <= Math.Max(0.3, 0.02 * Math.Abs(mine)), $"{path}: {mine} and {theirs}");
                break;
            case JsonValueKind.String when IsSentence(path):
                // It may quote a number that is rounded the other way.
                Assert.Equal(Letters(native.GetString()!), Letters(browser.GetString()!));
                break;
            default:
                Assert.True(native.ToString() == browser.ToString(), $"{path}: {native} and {browser}");
                break;
        }
    }

    private static void AssertSameFindings(JsonElement[] native, JsonElement[] browser, string path)
    {
        Assert.Equal(native.Select(Name), browser.Select(Name));
        List<string> moved = [];
        for (int i = 0; i < native.Length; i++)
        {
            string[] verdicts = [native[i].GetProperty("verdict").GetString()!, browser[i].GetProperty("verdict").GetString()!];
            if (verdicts[0] == verdicts[1])
                AssertSameFinding(native[i], browser[i], $"{path}[{Name(native[i])}]");
            else
            {
                Assert.Contains("check", verdicts);
                moved.Add($"{Name(native[i])} {string.Join('/', verdicts)}");
            }
        }
        Assert.True(moved.Count <= 1, $"{path}: {string.Join(", ", moved)}");
    }

    private static void AssertSameFinding(JsonElement native, JsonElement browser, string path)
    {
        foreach (string word in (string[])["unit", "remedy", "basis"])
            AssertSame(native.GetProperty(word), browser.GetProperty(word), path);
        if (native.GetProperty("value") is not { ValueKind: JsonValueKind.Number } value)
            return;
        (double mine, double theirs, double deviation) = (value.GetDouble(), browser.GetProperty("value").GetDouble(), native.GetProperty("uncertainty").GetDouble());
        Assert.True(Math.Abs(mine - theirs) <= Math.Max(2 * deviation, Math.Max(0.3, 0.02 * Math.Abs(mine))), $"{path}: {mine} and {theirs}");
    }

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsSentence(string path)
        => path.EndsWith(".sentence", StringComparison.Ordinal) || path.EndsWith(".detail", StringComparison.Ordinal) || path.Contains(".warnings", StringComparison.Ordinal);

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsDigit(letter) && letter != '.'));

    private static string Name(JsonElement line)
        => line.ValueKind == JsonValueKind.Object && (line.TryGetProperty("code", out JsonElement name) || line.TryGetProperty("rule", out name)) ? name.ToString() : "";
}
