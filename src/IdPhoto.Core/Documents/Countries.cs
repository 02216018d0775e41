using System.Collections.Frozen;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>English names of countries. .NET's own need its culture data, which programs may leave out.</summary>
public static class Countries
{
    private const string Names = """
        AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AL Albania|AM Armenia|AO Angola|AR Argentina|
        AT Austria|AU Australia|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|
        BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BN Brunei|BO Bolivia|BR Brazil|BS Bahamas|BT Bhutan|BW Botswana|BY Belarus|BZ Belize|
        CA Canada|CD Congo (Kinshasa)|CF Central African Republic|CG Congo (Brazzaville)|CH Switzerland|CI Ivory Coast|CL Chile|
        CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CV Cape Verde|CY Cyprus|CZ Czech Republic|DE Germany|DJ Djibouti|
        DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ER Eritrea|ES Spain|ET Ethiopia|
        EU European Union|FI Finland|FJ Fiji|FM Micronesia|FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|GH Ghana|
        GM Gambia|GN Guinea|GQ Equatorial Guinea|GR Greece|GT Guatemala|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HN Honduras|HR Croatia|
        HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JM Jamaica|JO Jordan|
        JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea|
        KW Kuwait|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|
        LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MH Marshall Islands|
        MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macau|MR Mauritania|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|
        MY Malaysia|MZ Mozambique|NA Namibia|NE Niger|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru|NZ New Zealand|
        OM Oman|PA Panama|PE Peru|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PR Puerto Rico|PS Palestine|PT Portugal|
        PW Palau|PY Paraguay|QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|
        SD Sudan|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|
        SS South Sudan|ST Sao Tome and Principe|SV El Salvador|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad|TG Togo|
        TH Thailand|TJ Tajikistan|TL East Timor|TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkey|TT Trinidad and Tobago|TV Tuvalu|
        TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|US United States|UY Uruguay|UZ Uzbekistan|VA Vatican City|
        VC Saint Vincent and the Grenadines|VE Venezuela|VN Vietnam|VU Vanuatu|WS Samoa|XK Kosovo|YE Yemen|ZA South Africa|ZM Zambia|
        ZW Zimbabwe
        """;

    /// <summary>Words that people search by and that no name holds.</summary>
    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["AE"] = "UAE Emirates",
        ["CZ"] = "Czechia",
        ["EU"] = "Europe Schengen",
        ["GB"] = "UK Great Britain England",
        ["MM"] = "Burma",
        ["NL"] = "Holland",
        ["TL"] = "Timor-Leste",
        ["TR"] = "Turkiye",
        ["US"] = "USA America",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Table = Names
        .Split(['|', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(entry => entry[..2], entry => entry[3..]);

    /// <summary>The name of a country, or null.</summary>
    /// <param name="code">Two capital letters of ISO 3166-1, or 'EU'.</param>
    public static string? NameOf(string code) => Table.GetValueOrDefault(code);

    /// <summary>A country's name as a phrase, in any language.</summary>
    /// <param name="code">A code for which <see cref="NameOf"/> has a name.</param>
    public static Message Phrase(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Message.Of($"countries.{code.ToLowerInvariant()}");
    }

    /// <summary>The names that people search by.</summary>
    internal static string SearchWords(string code) => $"{code} {NameOf(code)} {Others.GetValueOrDefault(code)}";
}
