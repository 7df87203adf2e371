using System.Text.RegularExpressions;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Web;

/// <summary>What is wrong with a file, in the desk's words: the command line says it in English.</summary>
public static partial class JapaneseProblems
{
    /// <summary>The problem in Japanese; null for one whose words are not known here, which is shown as it is.</summary>
    public static string? Of(Problem problem)
    {
        foreach (var (form, words) in _words)
        {
            if (form.Match(problem.Message) is not { Success: true } match) continue;
            string Named(Match group) => match.Groups[int.Parse(group.Groups[1].ValueSpan, null)].Value;
            return Group().Replace(words, g => words.Contains("ところに", StringComparison.Ordinal) ? Japanese(Named(g)) : Named(g)) + Hint(problem.Message);
        }
        return null;
    }

    static string Hint(string message) => Perhaps().Match(message) is { Success: true } hint ? $"「{hint.Groups[1].Value}」の誤りではありませんか。" : "";

    // What stands where another thing is expected, in the reader's own few words.
    static string Japanese(string found) => _things.Aggregate(found, (text, thing) => text.Replace(thing.English, thing.Japanese, StringComparison.Ordinal));

    static readonly (string English, string Japanese)[] _things =
    [
        ("an object { … }", "{ … }（項目の集まり）"), ("a list [ … ]", "[ … ]（並び）"), ("a text in quotes", "\"\"で囲んだ文字"), ("true or false", "true か false"), ("a whole number", "整数"), ("one of ", "次のどれか："),
        ("a fiscal year like \"R7\"", "年度（\"R7\"の形）"), ("a period like \"R7\" or \"R7/firstHalf\"", "期間（\"R7\"、\"R7/firstHalf\"の形）"), ("a day like \"2026-06-30\"", "日付（\"2026-06-30\"の形）"), ("an object", "項目の集まり"), ("a list", "並び"), ("the text ", ""), ("nothing", "何もない状態"), (" or ", " か "),
    ];

    static readonly (Regex Form, string Words)[] _words =
    [
        Known("Unknown field\\. Known here: (.*?)\\.", "この名前の項目はありません。ここで使えるのは、$1です。"),
        Known("This field is missing", "必要な項目がありません。書き加えてください。"),
        Known("null is not a value here", "ここにnullは書けません。値を書くか、省ける項目であれば消してください。"),
        Known("This name stands here twice", "同じ名前が二度あります（書き方が違うだけの場合もあります）。一方を消してください。"),
        Known("Expected a file of the form \"(.*?)\"", "「$1」の形式のファイルではありません。\"format\": \"$1\" を書くか、正しいファイルを選んでください。"),
        Known("Expected (.*), found (.*)\\.$", "$1を書くところに、$2が書かれています。"),
        Known("This is no JSON file in UTF-8", "UTF-8のJSONファイルとして読めません。JSONの誤りを示すエディターで直してください。"),
        Known("A text or name here holds half of a character", "ここの文字が壊れています。入力し直してください。"),
        Known("The template knows no field \"(.*?)\"\\. It knows (.*)\\.", "様式に項目「$1」がありません。あるのは、$2です。"),
        Known("The template asks no field \"([^\"]*)\"\\. It asks (.*)\\.", "様式は項目「$1」を尋ねません。尋ねるのは、$2です。"),
        Known("The template neither asks nor computes \"(.*?)\"", "様式は「$1」を尋ねも計算もしません。様式にある評価の名前を書いてください。"),
        Known("The template does not ask \"(.*?)\"", "様式は「$1」を尋ねないため、目安を示せません。尋ねるか、この計算を消してください。"),
        Known("The template asks no field \"(.*?)\"", "様式は「$1」を尋ねません。尋ねるか、この計算又は列を消してください。"),
        Known("The template asks no text \"(.*?)\"", "様式に、理由を書く文章の項目「$1」がありません。尋ねている文章の項目を書いてください。"),
        Known("\"(.*)\" is no placeholder\\.(?:.* Placeholders are (.*), and forms (.*)\\.)", "「$1」という差込みの語はありません。使えるのは$2、書き方は$3です。"),
        Known("\"(.*)\" is no placeholder", "「$1」という差込みの語はありません。"),
        Known("\"(.*)\" has a form that is not known\\.(?:.* Placeholders are (.*), and forms (.*)\\.)", "「$1」の書き方（:の後）は使えません。使えるのは$3です。"),
        Known("\"(.*)\" has a form that is not known", "「$1」の書き方（:の後）は使えません。"),
        Known("\"(.*)\" is not in the scale, which has (.*?)\\. Use one", "「$1」は区分（$2）にありません。区分にあるものを書くか、区分に加えてください。"),
        Known("\"(.*)\" is not on the scale \\((.*)\\)", "「$1」は区分（$2）にありません。区分にあるものを書いてください。"),
        Known("A scale of the template needs its symbols", "様式の区分に記号がありません。symbolsに並べてください。"),
        Known("The template has a scale for \"(.*?)\" already", "「$1」の区分は既にあります。一つにまとめるか、名前を変えてください。"),
        Known("\"(.*)\" stands twice in the scale", "「$1」が区分に二度あります。一方を消してください。"),
        Known("A choice needs a scale", "選択の項目には区分が要ります。scaleに、区分のappliesToを書いてください。"),
        Known("\"(.*)\" is no field\\. Fields are (.*)\\.", "「$1」という名前の項目は作れません。作れるのは、text.NAME、rating.NAME、plan.NAME、mark.*、actual.*、effect.saving、effect.revenueです。"),
        Known("\"(.*)\" is asked twice", "「$1」を二度尋ねています。一方を消してください。"),
        Known("A field called (.*) is of kind (.*)\\. Correct", "「$1」という名前の項目の種類は$2です。種類か名前を直してください。"),
        Known("The part of a supporting department is a text", "関係課が書く項目は文章です。文章の項目にするか、partを消してください。"),
        Known("Supporting departments give one part", "関係課が書く項目は一つです。partは一つの項目だけに書いてください。"),
        Known("Only a text or a rating of the item can be asked less often", "毎回尋ねなくてよいのは、文章か評価の項目だけです。askedを消してください。"),
        Known("The longest text has between", "文字数の上限は、1から20,000までです。"),
        Known("A condition without values never holds", "条件に値がありません。一つ以上書くか、条件を消してください。"),
        Known("The text of a page number holds", "ページ番号の書き方には、{page}を一度だけ書いてください。"),
        Known("\"(.*)\" is no name of a place", "「$1」は文章の場所の名前に使えません。英字で始まる英数字にしてください。"),
        Known("A report without pages", "ページが一つもありません。pagesに一つ以上書いてください。"),
        Known("A page that goes on where the one before it ended", "前のページに続けるページは、用紙、向き、とじる側を前のページと同じにしてください。"),
        Known("A (?:table|list) without columns", "列がありません。columnsに一つ以上書いてください。"),
        Known("A group without columns", "まとめる列がありません。columnsに一つ以上書いてください。"),
        Known("A group can't stand in a group", "列のまとまりの中に、まとまりは置けません。中の列をここに並べてください。"),
        Known("A group of columns needs the words", "列のまとまりには見出しが要ります。headを書いてください。"),
        Known("A table without rows", "行がありません。rowsに一つ以上書いてください。"),
        Known("A table has one schedule", "一つの表に年度の列は一組だけ置けます。ほかを消してください。"),
        Known("A diagram without steps", "体系図に段がありません。stepsに一つ以上書いてください。"),
        Known("The row's cells take (\\d+) columns, and \"widths\" has (\\d+)", "この行は$1列ありますが、widthsは$2列です。spanを直してください。"),
        Known("A cell has a \"label\"", "ますには、label、text、fieldのどれか一つを書いてください。"),
        Known("A box has either", "欄には、textかfieldのどちらか一つを書いてください。"),
        Known("A line has either", "行には、textかplaceのどちらか一つを書いてください。"),
        Known("A rule has either", "規則には、allかanyのどちらか一つを書いてください。"),
        Known("A (?:box|cell) shows one value", "欄に置けるのは、取組の一つの値です。実績の記号と数値には、それぞれの部分があります。"),
        Known("A column shows a text or a rating", "この列に置けるのは、文章か評価です。実績の記号と数値には、それぞれの列や部分があります。"),
        Known("A box with words of the template's needs a label", "文字を決めた欄には見出しが要ります。labelを書いてください。"),
        Known("The template hides departments", "担当課を載せない様式のため、この列は空欄になります。列か、hidesDepartmentsを消してください。"),
        Known("This row counts nothing", "この行は何も数えません。数える評価を書くか、合計の行にしてください。"),
        Known("A column of remarks needs the place", "備考の列には、文章の場所が要ります。placeを書いてください。"),
        Known("A cover needs a title", "表紙に題名がありません。roleがtitleの行を一つ以上書いてください。"),
        Known("A title is a heading and can't be spaced", "題名の字の間は空けられません。spacedを消すか、roleを変えてください。"),
        Known("Contents list headings", "目次に載せる見出しの深さは、2から6までです。"),
        Known("A column of headings needs the level", "見出しの列には、段の番号が要ります。levelを書いてください。"),
        Known("The template (.*) has no place \"(.*?)\"\\. Its places are: (.*)\\.", "様式「$1」に、文章の場所「$2」はありません。あるのは、$3です。"),
        Known("The report has no room for \"(.*?)\"\\. It has room for: (.*)\\.", "報告書に、文章の場所「$1」はありません。あるのは、$2です。"),
        Known("This text has (\\d+) characters\\. Shorten it to (\\d+)", "この文章は$1字あります。$2字までにしてください。"),
        Known("Nothing is printed at \"(.*?)\": this place has no parts\\. Give its text under \"(.*?)\"", "「$1」には何も印刷されません。この場所は分かれていないので、「$2」に書いてください。"),
        Known("Nothing is printed at \"(.*?)\"\\. The remarks of this place are: (.*)\\.", "「$1」には何も印刷されません。この場所の備考は、$2です。"),
        Known("The plan has no item \"(.*?)\"", "計画に番号「$1」の取組はありません。計画に書かれたとおりの番号にしてください。"),
        Known("\"(.*)\" names no item", "「$1」は取組を指していません。{item:番号} の形で書いてください。"),
        Known("This is no part of a review", "審議の文章の名前ではありません。場所/1/body、day、outcome、text、場所/1/comments/1/text、item、speaker、replyのどれかにしてください。"),
        Known("A review needs the name of its body", "審議した会議の名前がありません。書き加えてください。"),
        Known("A comment needs its text", "意見の文章がありません。書き加えてください。"),
        Known("\"(.*)\" is the name of a template that comes with the product", "「$1」は、はじめから入っている様式の名前です。別の名前にしてください。"),
        Known("A template is chosen by its name", "様式の名前は、1から60文字で、斜線を含まず、両端に空白のないものにしてください。"),
    ];

    static (Regex, string) Known(string form, string words) => (new($"^{form}", RegexOptions.CultureInvariant | RegexOptions.Singleline), words);

    [GeneratedRegex(@"\$(\d)")]
    private static partial Regex Group();

    [GeneratedRegex("Perhaps (?:\"|\\{|:)(.*?)(?:\"|\\}|) is meant\\.")]
    private static partial Regex Perhaps();
}
