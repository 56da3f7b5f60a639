@echo off
rem Starts Vitrine: finds its own folder, then a Java 25 or newer, and hands over. The file "release" beside each
rem Java tells its version.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "APP=%%~fI"
set "FOUND="
call :try "%APP%\runtime"
if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" for %%K in ("%%~dp$PATH:J..") do call :try "%%~fK"
for %%R in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks") do for /d %%D in ("%%~R\*") do call :try "%%~fD"
if not defined FOUND (
  echo Vitrine needs Java 25 or newer and found none on this computer. Install one, for example from https://adoptium.net, or point JAVA_HOME at it, and try again. 1>&2
  exit /b 1
)
rem The window's classes are many; commands start quicker without them.
set "CACHE=vitrine"
if "%~1"=="" set "CACHE=window"
"%FOUND%\bin\java.exe" "@%APP%\lib\jvm.options" "-XX:AOTCache=%APP%\lib\%CACHE%.aot" %VITRINE_JAVA_OPTIONS% "-Dvitrine.home.app=%APP%" -cp "%APP%\lib\vitrine.jar" org.vitrine.app.Main %*
exit /b %ERRORLEVEL%

:try
if defined FOUND exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do for /f "delims=." %%M in ("%%~V") do if %%M GEQ 25 set "FOUND=%~1"
exit /b
